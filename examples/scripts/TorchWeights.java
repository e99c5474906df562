import java.util.Map;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.io.TensorFiles;
import org.gradus.core.random.Rng;
import org.gradus.models.CNN;

// Loads weights that PyTorch saved with torch.save(model.state_dict(), "weights.pth"). Without the name of a file it takes
// those that PyTorch draws for this network after torch.manual_seed(1234), and finds that Gradus draws the same.
void main(String[] args) throws IOException {
    Path file = Path.of(args.length > 0 ? args[0] : "core/src/test/resources/torch/cnn-seed1234-init.pth");
    Map<String, Tensor> weights = TensorFiles.load(file); // also .safetensors and .npz
    weights.forEach((name, tensor) -> IO.println("%-16s %s".formatted(name, tensor.type())));

    var model = new CNN();
    model.loadStateDict(weights);
    Tensor picture = Tensor.rand(new Rng(7), 1, 1, 28, 28);
    IO.println("log-probabilities " + Tape.noGrad(() -> model.forward(picture)));

    Rng.manualSeed(1234);
    Map<String, Tensor> own = new CNN().stateDict();
    IO.println("the same as drawn here from the seed 1234: " + weights.entrySet().stream()
            .allMatch(each -> Arrays.equals(each.getValue().toFloatArray(), own.get(each.getKey()).toFloatArray())));
}
