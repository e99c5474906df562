import java.awt.image.BufferedImage;
import javax.imageio.ImageIO;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.core.data.DataLoader;
import org.gradus.core.data.DataLoaderOptions;
import org.gradus.core.random.Rng;
import org.gradus.layers.NLLLoss;
import org.gradus.models.CNN;
import org.gradus.models.datasets.ImageFiles;
import org.gradus.models.datasets.MNIST;
import org.gradus.models.transforms.CenterCrop;
import org.gradus.models.transforms.Compose;
import org.gradus.models.transforms.Resize;
import org.gradus.models.transforms.ToTensor;
import org.gradus.optim.SGD;

// Says which digit a picture shows, white on black. Without the name of a file one of the test digits is written as PNG and
// read back.
void main(String[] args) throws IOException {
    Path picture = args.length > 0 ? Path.of(args[0]) : somePicture();
    Tensor colours = Compose.of(new ToTensor(), new Resize(28), new CenterCrop(28)).apply(ImageFiles.read(picture));
    Tensor grey = colours.mean(true, 1); // [1,3,28,28] → [1,1,28,28]

    CNN model = trained();
    Tensor probabilities = Tape.noGrad(() -> model.forward(grey)).exp(); // it gives logarithms
    var best = probabilities.topk(3, 1);
    for (int i = 0; i < 3; i++) {
        IO.println("%s shows a %d with probability %.4f".formatted(picture.getFileName(),
                best.indices().toLongArray()[i], best.values().toFloatArray()[i]));
    }
}

CNN trained() {
    Rng.manualSeed(1234);
    var model = new CNN();
    var optimizer = new SGD(model.parameters(), SGD.options(0.05).withMomentum(0.9));
    for (Batch batch : new DataLoader(MNIST.embeddedTrain(), DataLoaderOptions.batchSize(64).withShuffle(true))) {
        optimizer.zeroGrad();
        new NLLLoss().forward(model.forward(batch.inputs()), batch.targets()).backward();
        optimizer.step();
    }
    return model;
}

Path somePicture() throws IOException {
    byte[] pixels = MNIST.embeddedTest().images().bytes(0);
    var image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, 28, 28, pixels);
    Path file = Path.of(System.getProperty("java.io.tmpdir"), "digit-%d.png".formatted(MNIST.embeddedTest().label(0)));
    ImageIO.write(image, "png", file.toFile());
    return file;
}
