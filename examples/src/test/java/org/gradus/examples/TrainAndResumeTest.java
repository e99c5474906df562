package org.gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples {@code train} and {@code resume}. */
class TrainAndResumeTest {

    @TempDir
    private Path folder;

    private Path onlyRun() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            return runs.reduce((_, _) -> {
                throw new AssertionError("several runs");
            }).orElseThrow();
        }
    }

    private Run train(String... arguments) {
        return Run.of(Stream.concat(Stream.of("train", "--out", folder.resolve("runs").toString()),
                Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void a_network_is_trained_and_its_states_and_metrics_are_written() throws IOException {
        Run run = train("--epochs", "1", "--batch-size", "256", "--lr", "0.1");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("cnn on digits: 8,000 pictures to train on, 2,000 to test with, ", "epoch 1/1",
                "Test accuracy: ");
        assertThat(onlyRun()).isDirectoryContaining("glob:**/{last,best}.safetensors")
                .isDirectoryContaining("glob:**/metrics.jsonl").isDirectoryContaining("glob:**/epochs.csv")
                .isDirectoryContaining("glob:**/tensorboard");
        assertThat(Files.readAllLines(onlyRun().resolve("epochs.csv"))).hasSize(2);
    }

    @Test
    void a_training_that_lost_its_last_epoch_resumes_to_the_same_bytes() throws IOException {
        train("--epochs", "2", "--batch-size", "500", "--model", "lenet5", "--optimizer", "adam", "--lr", "0.002");
        Path run = onlyRun();
        byte[] whole = Files.readAllBytes(run.resolve("last.safetensors"));

        Path shorter = folder.resolve("shorter");
        Files.createDirectories(shorter);
        Files.copy(run.resolve("arguments.txt"), shorter.resolve("arguments.txt"));
        Run again = Run.of("resume", shorter.toString());
        assertThat(again.err()).isEmpty();
        assertThat(Files.readAllBytes(shorter.resolve("last.safetensors"))).isEqualTo(whole);

        Run over = Run.of("resume", run.toString());
        assertThat(over.out()).contains("Goes on after 32 steps, 2 of 2 epochs.", "Test accuracy: ");
    }

    @Test
    void pictures_changed_at_random_are_changed_alike_when_a_training_is_repeated() throws IOException {
        Path data = TinyMnist.write(folder.resolve("data"));
        Run once = train("--dataset", "mnist", "--data", data.toString(), "--model", "vgg11_bn", "--width", "1",
                "--size",
                "32", "--augment", "crop,affine,erasing", "--epochs", "2", "--batch-size", "16");
        Path run = onlyRun();

        assertThat(once.err()).isEmpty();
        assertThat(Files.readString(run.resolve("network.json"))).contains("\"width\": 1,");
        Path again = Files.createDirectories(folder.resolve("again"));
        Files.copy(run.resolve("arguments.txt"), again.resolve("arguments.txt"));
        assertThat(Run.of("resume", again.toString()).err()).isEmpty();
        assertThat(again.resolve("last.safetensors")).hasSameBinaryContentAs(run.resolve("last.safetensors"));
        assertThat(Run.of("evaluate", "--run", run.toString(), "--data", data.toString()).err()).isEmpty();
    }

    @Test
    void bad_options_are_answered_in_a_sentence() {
        assertThat(train("--model", "cnnn").err()).contains("[models] there is no model 'cnnn'; choose from cnn,");
        assertThat(train("--dataset", "imagenet").err())
                .contains("[dataset] --dataset must be one of digits, mnist,", "but is 'imagenet'");
        assertThat(train("--dataset", "cifar10").err()).contains("--dataset cifar10 needs --data");
        assertThat(train("--dataset", "cifar10", "--download").err()).contains("--dataset cifar10 needs --data");
        assertThat(train("--optimizer", "sdg").err()).contains("--optimizer must be one of sgd,");
        assertThat(train("--schedule", "cos").err()).contains("--schedule must be one of constant,");
        assertThat(train("--augment", "flip,flop").err()).contains("--augment must be one of crop,", "but is 'flop'");
        assertThat(train("--augment", "flip,flip").err()).contains("[augment] a name comes twice: [flip, flip]");
        assertThat(train("--width", "8").err()).contains("[models] cnn has no width that could be set");
        assertThat(train("--epochs", "0").err()).contains("--epochs must be at least 1, but is 0");
        assertThat(train("--lr", "-1").err()).contains("-1");
        assertThat(folder.resolve("runs")).doesNotExist();
        Run nowhere = Run.of("resume", folder.toString());
        assertThat(nowhere.code()).isEqualTo(1);
        assertThat(nowhere.err()).contains("[resume] expected the folder of a run, with its file arguments.txt");
        assertThat(List.of(Run.of("train", "--help").code(), Run.of("resume", "--help").code())).containsOnly(0);
    }
}
