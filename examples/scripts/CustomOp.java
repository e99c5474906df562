import static org.gradus.core.gradcheck.diagnosis.GradientAssertion.assertThatGradientOf;
import static org.gradus.core.op.CustomVjpOp.customVjp;

import org.gradus.core.DType;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.op.MapOp;
import org.gradus.core.random.Rng;

// y = sin(x)/x in one record: the function of a number, and its rule for going backward, written in tensors, so that it
// has gradients of its own.
record SincOp() implements MapOp {

    static Tensor sinc(Tensor x) {
        return new SincOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return Math.sin(x) / x;
    }

    // dy/dx = (cos x − y) / x
    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        return upstream.mul(x.cos().sub(output).div(x));
    }

    // what must be kept for it
    @Override
    public Saves saves(int argument) {
        return Saves.input(0).and(Saves.OUTPUT);
    }
}

// Writes an op of one's own and has its gradients checked, to second order, against differences.
void main() {
    Tensor x = Tensor.randn(new Rng(1), 2, 3).to(DType.FLOAT64);
    IO.println(assertThatGradientOf(SincOp::sinc).at(x).toOrder(2).isCorrect());
    try { // a rule for any function; this one forgets that x stands below, too
        assertThatGradientOf(in -> customVjp(inputs -> inputs.get(0).sin().div(inputs.get(0)),
                (_, upstream, _, inputs) -> upstream.mul(inputs.get(0).cos().div(inputs.get(0))), in)).at(x)
                .isCorrect();
    } catch (AssertionError found) {
        IO.println("\nAnd this is said of a wrong rule:\n\n" + found.getMessage());
    }
}
