import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.gradus.layers.Linear;
import org.gradus.layers.MSELoss;
import org.gradus.optim.SGD;

// Finds y = 2·a − 3·b + 1 from 200 noisy samples of it.
void main() {
    Rng rng = new Rng(1);
    Tensor x = Tensor.randn(rng, 200, 2);
    Tensor y = x.matmul(Tensor.of(new float[]{2, -3}, 2, 1)).add(1).add(Tensor.randn(rng, 200, 1).mul(0.1));

    Rng.manualSeed(1);
    var model = new Linear(2, 1);
    var optimizer = new SGD(model.parameters(), SGD.options(0.1));
    for (int step = 0; step <= 100; step++) {
        optimizer.zeroGrad();
        Tensor loss = new MSELoss().forward(model.forward(x), y);
        loss.backward(); // fills in the gradient of every parameter
        optimizer.step(); // parameter − 0.1 · gradient
        if (step % 20 == 0) {
            IO.println("step %3d  loss %.5f".formatted(step, loss.item()));
        }
    }
    IO.println("y = %.3f·a %+.3f·b %+.3f".formatted(model.weight().get(0, 0), model.weight().get(0, 1),
            model.bias().get(0)));
}
