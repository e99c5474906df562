import org.gradus.core.DType;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.core.data.DataLoader;
import org.gradus.core.data.DataLoaderOptions;
import org.gradus.core.random.Rng;
import org.gradus.layers.Conv2d;
import org.gradus.layers.CrossEntropyLoss;
import org.gradus.layers.Flatten;
import org.gradus.layers.Linear;
import org.gradus.layers.MaxPool2d;
import org.gradus.layers.ReLU;
import org.gradus.layers.Sequential;
import org.gradus.models.datasets.MNIST;
import org.gradus.optim.SGD;

// Teaches the lecture's network to read digits, with the training loop written out. The argument is the number of epochs.
void main(String[] args) {
    int epochs = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    Rng.manualSeed(1234);
    var model = new Sequential( // [N,1,28,28]
            new Conv2d(1, 10, 5), new ReLU(), new MaxPool2d(2), // [N,10,12,12]
            new Conv2d(10, 20, 5), new ReLU(), new MaxPool2d(2), // [N,20,4,4]
            new Flatten(), new Linear(320, 10)); // [N,10], a score for each digit
    var criterion = new CrossEntropyLoss();
    var optimizer = new SGD(model.parameters(), SGD.options(0.05).withMomentum(0.9));
    var train = new DataLoader(MNIST.embeddedTrain(), DataLoaderOptions.batchSize(64).withShuffle(true));
    Batch test = new DataLoader(MNIST.embeddedTest(), DataLoaderOptions.batchSize(2000)).iterator().next();

    for (int epoch = 1; epoch <= epochs; epoch++) {
        double sum = 0;
        for (Batch batch : train) {
            optimizer.zeroGrad();
            Tensor loss = criterion.forward(model.forward(batch.inputs()), batch.targets());
            loss.backward();
            optimizer.step();
            sum += loss.item();
        }
        Tensor scores = Tape.noGrad(() -> model.forward(test.inputs()));
        double right = scores.argmax(1).eq(test.targets()).to(DType.FLOAT32).mean().item();
        IO.println("epoch %d  mean loss %.4f  %.2f %% of the test digits right".formatted(epoch, sum / train.batches(),
                100 * right));
    }
}
