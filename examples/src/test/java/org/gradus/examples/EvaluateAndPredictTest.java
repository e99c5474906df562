package org.gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.io.Npz;
import org.gradus.core.io.SafeTensors;
import org.gradus.core.io.TorchFile;
import org.gradus.examples.fit.DataStatistics;
import org.gradus.layers.Layer;
import org.gradus.models.CNN;
import org.gradus.models.Models;
import org.gradus.models.datasets.ImageDataset;
import org.gradus.models.datasets.MNIST;
import org.gradus.models.transforms.Compose;
import org.gradus.models.transforms.Normalize;
import org.gradus.models.transforms.ToTensor;
import org.gradus.optim.StateDict;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples {@code evaluate} and {@code predict}, on a network that the example {@code train} made. */
class EvaluateAndPredictTest {

    @TempDir
    private static Path folder;

    private static Path run;
    private static String trainingSays;

    @BeforeAll
    static void train() throws IOException {
        Path runs = folder.resolve("runs");
        trainingSays = Run.of("train", "--out", runs.toString(), "--epochs", "1", "--batch-size", "256", "--lr", "0.1")
                .out();
        try (Stream<Path> made = Files.list(runs)) {
            run = made.findFirst().orElseThrow();
        }
    }

    private static Run ask(String command, Object... arguments) {
        return Run.of(Stream.concat(Stream.of(command, "--run", run.toString()),
                Stream.of(arguments).map(Object::toString)).toArray(String[]::new));
    }

    private static CNN network() throws IOException {
        var network = new CNN();
        network.loadStateDict(StateDict.load(run.resolve("best.safetensors")).part("model.").tensors());
        network.eval();
        return network;
    }

    /** A digit as a file, each level of grey changed as told. */
    private static Path write(String name, int index, int inverted) throws IOException {
        byte[] levels = MNIST.embeddedTest().images().bytes(index);
        var picture = new BufferedImage(28, 28, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < levels.length; i++) {
            picture.setRGB(i % 28, i / 28, 0x010101 * (levels[i] & 0xff ^ inverted));
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, "png", file.toFile());
        return file;
    }

    private static List<JsonObject> objects(Run answered) {
        assertThat(answered.err()).isEmpty();
        return answered.out().lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
    }

    @Test
    void evaluating_tells_the_accuracy_that_training_told_and_every_picture_is_in_the_matrix_once() {
        Matcher accuracy = Pattern.compile("Test accuracy: (\\S+) %").matcher(trainingSays);
        assertThat(accuracy.find()).isTrue();
        Run told = ask("evaluate");
        assertThat(told.err()).isEmpty();
        assertThat(told.out()).contains("cnn on digits: 2,000 test pictures, loss ",
                "accuracy " + accuracy.group(1) + " %, among the best 5 ", "precision", "was taken for each");

        JsonObject json = JsonParser.parseString(ask("evaluate", "--json").out()).getAsJsonObject();
        assertThat("%.2f".formatted(100 * json.get("accuracy").getAsDouble())).isEqualTo(accuracy.group(1));
        JsonArray matrix = json.getAsJsonArray("confusion");
        int all = 0;
        int right = 0;
        for (int t = 0; t < matrix.size(); t++) {
            JsonArray row = matrix.get(t).getAsJsonArray();
            int pictures = row.asList().stream().mapToInt(JsonElement::getAsInt).sum();
            JsonObject one = json.getAsJsonArray("classes").get(t).getAsJsonObject();
            assertThat(pictures).isEqualTo(one.get("pictures").getAsInt());
            assertThat(one.get("recall").getAsDouble()).isEqualTo(row.get(t).getAsInt() / (double) pictures);
            all += pictures;
            right += row.get(t).getAsInt();
        }
        assertThat(all).isEqualTo(2000);
        assertThat(right / 2000.0).isEqualTo(json.get("accuracy").getAsDouble());
    }

    @Test
    void weights_in_any_format_give_the_same_figures() throws IOException {
        var state = network().stateDict();
        Path safetensors = folder.resolve("w.safetensors");
        Path npz = folder.resolve("w.npz");
        Path pth = folder.resolve("w.pth");
        SafeTensors.save(safetensors, state);
        Npz.save(npz, state);
        TorchFile.save(pth, state);
        String usual = ask("evaluate").out();
        for (Path weights : List.of(safetensors, npz, pth)) {
            assertThat(ask("evaluate", "--weights", weights).out()).isEqualTo(usual);
        }
    }

    private static Run askWithoutRun(String command, Path weights, Object... arguments) {
        return Run.of(Stream.concat(Stream.of(command, "--model", "cnn", "--weights", weights.toString()),
                Stream.of(arguments).map(Object::toString)).toArray(String[]::new));
    }

    @Test
    void a_network_without_a_runs_folder_is_asked_by_its_name_and_its_weights() throws IOException {
        Path npz = folder.resolve("alone.npz");
        Npz.save(npz, network().stateDict());
        String usual = ask("evaluate").out();
        assertThat(askWithoutRun("evaluate", npz).out()).isEqualTo(usual);
        assertThat(askWithoutRun("evaluate", run.resolve("best.safetensors")).out()).isEqualTo(usual);

        Path checkpoint = folder.resolve("checkpoint.pth");
        ImmutableMap.Builder<String, Tensor> nested = ImmutableMap.builder();
        network().stateDict().forEach((name, tensor) -> nested.put("state_dict.module." + name, tensor));
        TorchFile.save(checkpoint, nested.put("optimizer.state.0.momentum_buffer", Tensor.ones(1)).buildOrThrow());
        assertThat(askWithoutRun("evaluate", checkpoint).out()).isEqualTo(usual);

        Path digit = write("alone.png", 3, 0);
        String seen = ask("predict", digit).out();
        Path names = Files.write(folder.resolve("names.txt"), MNIST.embeddedTest().classes());
        assertThat(askWithoutRun("predict", npz, digit, "--classes", names).out()).isEqualTo(seen);
        String label = Integer.toString(MNIST.embeddedTest().label(3));
        assertThat(askWithoutRun("predict", npz, digit, "--top", "1").out().lines()).element(2).asString()
                .startsWith(label + " ");
        assertThat(askWithoutRun("predict", npz, digit, "--classes", names, "--mean", "0", "--std", "1")
                .out()).isNotEqualTo(seen);
    }

    @Test
    void classes_channels_and_width_are_those_of_the_weights() throws IOException {
        Path weights = folder.resolve("vgg.pth");
        Layer vgg = Models.create("vgg11_bn", Models.options().withWidth(2).withNumClasses(4).withInChannels(1));
        TorchFile.save(weights, vgg.stateDict());
        List<JsonObject> told = objects(Run.of("predict", "--model", "vgg11_bn", "--weights", weights.toString(),
                write("vgg.png", 1, 0).toString(), "--size", "32", "--top", "9", "--json"));
        assertThat(told.getFirst().getAsJsonArray("classes").asList()).hasSize(4);
    }

    @Test
    void a_folder_of_pictures_gives_the_accuracy_of_the_same_pictures_in_memory() throws IOException {
        ImageDataset digits = MNIST.embeddedTest();
        for (int i = 0; i < 60; i++) {
            write("classes/" + digits.label(i) + "/" + i + ".png", i, 0);
        }
        JsonObject judged = JsonParser
                .parseString(askWithoutRun("evaluate", run.resolve("best.safetensors"), "--dataset",
                        "folder", "--data", folder.resolve("classes"), "--json").out())
                .getAsJsonObject();
        DataStatistics statistics = DataStatistics.of(MNIST.embeddedTrain());
        Tensor inputs = Compose.of(new ToTensor(), new Normalize(statistics.mean(), statistics.std()))
                .apply(digits.images().select(IntStream.range(0, 60).toArray()));
        CNN network = network();
        long[] seen = Tape.noGrad(() -> network.forward(inputs).argmax(1)).toLongArray();
        long right = IntStream.range(0, 60).filter(i -> seen[i] == digits.label(i)).count();
        assertThat(judged.get("pictures").getAsInt()).isEqualTo(60);
        assertThat(judged.get("accuracy").getAsDouble()).isEqualTo(right / 60.0);
    }

    @Test
    void options_that_do_not_go_together_are_answered_in_a_sentence() throws IOException {
        Path weights = run.resolve("best.safetensors");
        String digit = write("any.png", 0, 0).toString();
        assertThat(Run.of("predict", digit).err())
                .startsWith(
                        "[weights] say which network: --run DIR, the folder of a run of the example train, or --model");
        assertThat(Run.of("predict", "--model", "cnn", digit).err())
                .startsWith("[weights] --model cnn needs --weights, the file with what it has learnt");
        assertThat(ask("evaluate", "--model", "cnn").err()).startsWith("[weights] --run and --model both say which");
        assertThat(ask("evaluate", "--size", "32").err())
                .startsWith("[weights] --size, --mean, --std and --classes belong to --model");
        assertThat(Run.of("evaluate", "--model", "cnnn", "--weights", weights.toString()).err())
                .startsWith("[models] there is no model 'cnnn'");
        assertThat(Run.of("evaluate", "--model", "lenet5", "--weights", weights.toString()).err())
                .startsWith("[loadStateDict]");
        assertThat(askWithoutRun("evaluate", weights, "--mean", "0").err())
                .startsWith("[weights] --mean and --std go together");
        assertThat(askWithoutRun("evaluate", weights, "--mean", "0,0,0", "--std", "1,1,1").err())
                .startsWith("[weights] --mean and --std need one number or 1, one a channel, but 3 and 3 came");
        assertThat(askWithoutRun("evaluate", weights, "--size", "0").err())
                .startsWith("[weights] --size must be at least 1, but is 0");
        Path names = Files.write(folder.resolve("few.txt"), List.of("a", "b"));
        assertThat(askWithoutRun("predict", weights, digit, "--classes", names).err())
                .startsWith("[weights] the network tells 10 classes apart, but " + names + " names 2");
        assertThat(askWithoutRun("evaluate", weights, "--dataset", "folder").err())
                .contains("--dataset folder needs --data");
    }

    @Test
    void predictions_are_the_networks_own_whichever_way_the_pictures_are_named() throws IOException {
        ImageDataset digits = MNIST.embeddedTest();
        DataStatistics statistics = DataStatistics.of(MNIST.embeddedTrain());
        Tensor inputs = Compose.of(new ToTensor(), new Normalize(statistics.mean(), statistics.std()))
                .apply(digits.images().select(0, 1, 2));
        CNN network = network();
        for (int i = 0; i < 3; i++) {
            write("digits/deep/" + i + ".PNG", i, 0);
        }
        Files.writeString(folder.resolve("digits/notes.txt"), "no picture");

        List<JsonObject> told = objects(ask("predict", folder.resolve("digits"), "--json", "--top", "10"));
        assertThat(told).hasSize(3);
        for (int i = 0; i < 3; i++) {
            Tensor one = inputs.narrow(0, i, 1);
            float[] expected = Tape.noGrad(() -> network.forward(one).softmax(1)).toFloatArray();
            assertThat(told.get(i).get("file").getAsString()).endsWith(i + ".PNG");
            double before = 1;
            for (JsonElement candidate : told.get(i).getAsJsonArray("classes")) {
                int label = digits.classes().indexOf(candidate.getAsJsonObject().get("class").getAsString());
                double probability = candidate.getAsJsonObject().get("probability").getAsDouble();
                assertThat((float) probability).isEqualTo(expected[label]);
                assertThat(probability).isLessThanOrEqualTo(before);
                before = probability;
            }
        }
    }

    @Test
    void dark_on_light_inverted_is_light_on_dark() throws IOException {
        var straight = objects(ask("predict", write("straight.png", 5, 0), "--json")).getFirst();
        var inverted = objects(ask("predict", write("inverted.png", 5, 0xff), "--invert", "--json")).getFirst();
        assertThat(inverted.get("classes")).isEqualTo(straight.get("classes"));
        assertThat(ask("predict", folder.resolve("straight.png"), "--top", "1").out().lines())
                .hasSize(4).first().asString().contains("straight.png", "probability");
    }

    @Test
    void pictures_of_any_size_and_colour_are_made_to_fit() throws IOException {
        Path photo = folder.resolve("photo.jpg");
        var picture = new BufferedImage(301, 17, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(150, 8, 0xff8000);
        ImageIO.write(picture, "jpg", photo.toFile());
        assertThat(objects(ask("predict", photo, "--json")).getFirst().getAsJsonArray("classes")).hasSize(3);
    }

    @Test
    void what_cannot_be_done_is_said_in_a_sentence() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
        assertThat(ask("predict", broken).err()).startsWith("[image] " + broken + ": expected JPEG, PNG, GIF or BMP");
        assertThat(ask("predict", folder.resolve("none.png")).err()).contains("found no file");
        assertThat(ask("predict", Files.createDirectories(folder.resolve("empty"))).err())
                .startsWith("[predict] expected files of [jpg, jpeg, png, bmp, gif] in");
        assertThat(ask("predict", broken, "--top", "0").err())
                .startsWith("[predict] --top must be at least 1, but is 0");
        assertThat(ask("predict").code()).isEqualTo(2);
        assertThat(ask("evaluate", "--dataset", "cifar10").err()).contains("--dataset cifar10 needs --data");
        assertThat(ask("evaluate", "--weights", folder.resolve("gone.npz")).err()).contains("gone.npz",
                "it does not exist");

        Path other = folder.resolve("other.safetensors");
        SafeTensors.save(other, Map.of("w", Tensor.of(new float[]{1, 2})));
        Run misfit = ask("evaluate", "--weights", other);
        assertThat(misfit.code()).isEqualTo(1);
        assertThat(misfit.err()).startsWith("[loadStateDict]");
    }

    @Test
    void a_folder_that_is_no_runs_or_is_damaged_is_named() throws IOException {
        Run nowhere = Run.of("evaluate", "--run", folder.toString());
        assertThat(nowhere.code()).isEqualTo(1);
        assertThat(nowhere.err()).startsWith("[run] expected the folder of a run of the example train, with its file");
        String whole = Files.readString(run.resolve("network.json"));
        for (String damaged : List.of("", "[]", whole.substring(0, whole.length() / 2),
                whole.replace("\"cnn\"", "\"cnnn\""), whole.replace("\"size\": 28", "\"size\": 0"),
                whole.replace("\"size\"", "\"sice\""), whole.replace("\"channels\": 1", "\"channels\": 2"))) {
            Path file = Files.writeString(Files.createTempDirectory(folder, "damaged").resolve("network.json"),
                    damaged);
            Run answered = Run.of("evaluate", "--run", file.getParent().toString());
            assertThat(answered.err()).as(damaged).startsWith("[run] " + file + ": expected what the example train");
            assertThat(answered.code()).isEqualTo(1);
        }
    }
}
