package org.gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.kernel.Parallel;
import org.gradus.models.CNN;
import org.gradus.optim.StateDict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainCnnTest {

    private final int threads = Parallel.getNumThreads();
    @TempDir
    private Path temp;

    @AfterEach
    void restoreThreads() {
        Parallel.setNumThreads(threads);
    }

    /** Trains on 40 digits of noise in batches of 16 for 2 epochs, into a new folder. */
    private Path train(String... options) throws IOException {
        String out = Files.createTempDirectory(temp, "runs").toString();
        List<String> args = new ArrayList<>(
                List.of("train-cnn", "--data", TinyMnist.write(temp.resolve("data")).toString(),
                        "--epochs", "2", "--batch-size", "16", "--out", out));
        args.addAll(List.of(options));
        var run = Run.of(args.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        try (Stream<Path> made = Files.list(Path.of(out))) {
            return made.reduce((_, _) -> {
                throw new AssertionError("more than one folder");
            }).orElseThrow();
        }
    }

    private static List<JsonObject> metrics(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("metrics.jsonl")).stream().map(TrainCnnTest::parse).toList();
    }

    private static JsonObject parse(String line) {
        var reader = new JsonReader(new StringReader(line));
        reader.setStrictness(Strictness.STRICT);
        JsonElement element = JsonParser.parseReader(reader);
        return element.getAsJsonObject();
    }

    @Test
    void leaves_every_file_complete_in_a_folder_of_its_own() throws IOException {
        Path folder = train();
        assertThat(folder.getFileName().toString()).matches("\\d{4}-\\d\\d-\\d\\d_\\d\\d-\\d\\d-\\d\\d_train-cnn");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("network.json",
                    "last.safetensors", "best.safetensors", "metrics.jsonl", "epochs.csv", "tensorboard",
                    "report.html");
        }
    }

    @Test
    void its_run_is_one_of_trains_to_evaluate_and_report_on() throws IOException {
        String data = TinyMnist.write(temp.resolve("data")).toString();
        Path folder = train();
        var report = Run.of("report", "--run", folder.toString(), "--data", data);
        assertThat(report.err()).isEmpty();
        assertThat(Run.of("evaluate", "--run", folder.toString(), "--data", data).out())
                .contains("cnn on mnist: 25 test pictures");
        new CNN().loadStateDict(StateDict.load(folder.resolve("best.safetensors")).part("model.").tensors());
    }

    @Test
    void metrics_hold_every_step_and_every_epoch() throws IOException {
        List<JsonObject> lines = metrics(train());
        List<JsonObject> steps = lines.stream().filter(line -> !line.has("train_loss")).toList();
        List<JsonObject> epochs = lines.stream().filter(line -> line.has("train_loss")).toList();
        assertThat(steps).hasSize(2 * 3)
                .allSatisfy(step -> assertThat(step.get("loss").getAsDouble()).isBetween(1.0, 4.0));
        assertThat(steps.stream().map(step -> step.get("step").getAsInt())).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(epochs.stream().map(epoch -> epoch.get("epoch").getAsInt())).containsExactly(1, 2);
        assertThat(lines.get(3)).isEqualTo(epochs.getFirst());
        assertThat(lines.getLast()).isEqualTo(epochs.getLast());
        double mean = (16 * steps.get(0).get("loss").getAsDouble() + 16 * steps.get(1).get("loss").getAsDouble()
                + 8 * steps.get(2).get("loss").getAsDouble()) / TinyMnist.TRAIN;
        assertThat((float) mean).isEqualTo(epochs.getFirst().get("train_loss").getAsFloat());
    }

    @Test
    void prints_data_model_epochs_and_where_the_files_are() throws IOException {
        var run = Run.of("train-cnn", "--data", TinyMnist.write(temp.resolve("data")).toString(), "--epochs", "1",
                "--out", temp.resolve("runs").toString());
        assertThat(run.out()).containsSubsequence("40 digits [40,1,28,28], mean 0.", "standard deviation 0.",
                "25 digits [25,1,28,28]", "Conv2d(1, 10, kernel_size=(5, 5), stride=(1, 1))", "8,490",
                "epoch 1/1", "training: loss 2.", "test: loss 2.", "images/s", "Test accuracy: ", "Written to ",
                "train-cnn:", "metrics.jsonl");
    }

    @Test
    void the_same_seed_gives_the_same_model_on_any_number_of_threads() throws IOException {
        Path one = train("--threads", "1");
        Path three = train("--threads", "3");
        assertThat(three.resolve("last.safetensors")).hasSameBinaryContentAs(one.resolve("last.safetensors"));
    }

    @Test
    void another_seed_learning_rate_or_momentum_gives_another_model() throws IOException {
        Path plain = train();
        for (String option : List.of("--seed=5", "--lr=0.02", "--momentum=0.5")) {
            assertThat(Files.readAllBytes(train(option).resolve("last.safetensors"))).as(option)
                    .isNotEqualTo(Files.readAllBytes(plain.resolve("last.safetensors")));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --epochs=0        | [train-cnn] --epochs must be at least 1, but is 0
            --epochs=-3       | [train-cnn] --epochs must be at least 1, but is -3
            --batch-size=0    | [dataLoader] the batch size must be at least 1, but is 0
            --lr=-1           | [SGD] learning rate must be positive or zero, but is -1.0
            --momentum=-0.5   | [SGD] momentum must be positive or zero, but is -0.5
            --threads=0       | [setNumThreads] the number of threads must be at least 1, but is 0
            --data=nowhere    | [mnist] expected train-images-idx3-ubyte
            """)
    void bad_values_are_one_line_and_exit_code_1(String option, String message) throws IOException {
        Path runs = temp.resolve("runs");
        var run = Run.of("train-cnn", option, "--out", runs.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().strip()).startsWith(message).doesNotContain("\n");
        assertThat(runs).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --epocs=3         | --epochs
            --epochs=three    | 'three' is not an int
            --lr=fast         | 'fast' is not a double
            --epochs          | Missing required parameter for option '--epochs'
            """)
    void wrong_usage_is_explained_and_exit_code_2(String option, String message) {
        var run = Run.of("train-cnn", option);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message, "-Dexample=\"train-cnn --help\"").doesNotContain("\tat ");
    }

    @Test
    void a_damaged_file_is_one_line_that_names_it() throws IOException {
        Path data = TinyMnist.write(temp.resolve("data"));
        Path file = data.resolve("t10k-images-idx3-ubyte.gz");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, List.of("not gzip"));
        assertFails(data, "t10k-images-idx3-ubyte.gz");
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertFails(data, "t10k-images-idx3-ubyte.gz");
        Files.delete(file);
        assertFails(data, "t10k-images-idx3-ubyte");
    }

    private void assertFails(Path data, String message) {
        var run = Run.of("train-cnn", "--data", data.toString(), "--out", temp.resolve("runs").toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().strip()).contains(message).doesNotContain("\n");
    }

    @Test
    void a_file_in_the_place_of_the_output_folder_is_one_line_and_stays() throws IOException {
        Path file = Files.writeString(temp.resolve("runs"), "mine");
        var run = Run.of("train-cnn", "--data", TinyMnist.write(temp.resolve("data")).toString(), "--out",
                file.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().strip()).isEqualTo("A file is in the way: " + file);
        assertThat(file).hasContent("mine");
    }

    @Test
    void a_learning_rate_that_blows_up_is_named_and_leaves_no_weights() throws IOException {
        Path out = temp.resolve("runs");
        var run = Run.of("train-cnn", "--data", TinyMnist.write(temp.resolve("data")).toString(), "--lr", "1e30",
                "--batch-size", "8", "--out", out.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().strip()).startsWith("[trainer] the loss of step ").contains("learning rate 1.0E30")
                .doesNotContain("\n");
        try (Stream<Path> files = Files.walk(out)) {
            assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("best.safetensors",
                    "report.html");
        }
    }
}
