package org.gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gradus.models.datasets.ImageDataset;
import org.gradus.models.datasets.MNIST;
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

    /** Pictures and labels in MNIST's format as the rows of a CSV file. */
    private static void writeCsv(ImageDataset set, Path file) throws IOException {
        String pixels = IntStream.range(0, 784).mapToObj(i -> "pixel" + i).collect(Collectors.joining(","));
        Files.write(file, Stream.concat(Stream.of("label," + pixels), IntStream.range(0, set.size())
                .mapToObj(i -> set.label(i) + "," + Bytes.asList(set.images().bytes(i)).stream()
                        .map(level -> Integer.toString(level & 0xff)).collect(Collectors.joining(","))))
                .toList());
    }

    @Test
    void a_training_on_rows_of_a_csv_file_is_that_on_the_same_pictures_to_the_byte() throws IOException {
        Path data = TinyMnist.write(folder.resolve("data"));
        writeCsv(MNIST.train(data), data.resolve("train.csv"));
        writeCsv(MNIST.test(data), data.resolve("test.csv"));
        train("--dataset", "mnist", "--data", data.toString(), "--epochs", "1", "--batch-size", "16");
        Path fromIdx = Files.move(onlyRun(), folder.resolve("idx"));
        Run csv = train("--dataset", "csv", "--data", data.toString(), "--epochs", "1", "--batch-size", "16");

        assertThat(csv.err()).isEmpty();
        assertThat(csv.out()).contains("cnn on csv: 40 pictures to train on, 25 to test with");
        assertThat(onlyRun().resolve("last.safetensors")).hasSameBinaryContentAs(fromIdx.resolve("last.safetensors"));
        String idx = Run.of("evaluate", "--run", fromIdx.toString(), "--data", data.toString()).out().lines()
                .findFirst()
                .orElseThrow();
        assertThat(
                Run.of("evaluate", "--run", onlyRun().toString(), "--data", data.resolve("test.csv").toString()).out())
                .startsWith(idx.replace("on mnist", "on csv"));
    }

    @Test
    void rows_that_are_no_pictures_are_refused_by_name() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Path file = data.resolve("train.csv");
        Files.write(file, List.of("a,b,label", "1,2,0"));
        assertThat(train("--dataset", "csv", "--data", data.toString()).err()).contains(
                file + ": expected a column for each pixel of square pictures", "'label', found 2 columns");
        Files.write(file, List.of("a,b,c,d,label", "1,2,3,4,x", "1,2,3.5,4,y"));
        assertThat(train("--dataset", "csv", "--data", data.toString()).err())
                .contains(file + ": expected whole numbers from 0 to 255 as pixels, found 3.5 in row 2");
        Files.write(file, List.of("a,b,c,d,label", "1,2,256,4,x"));
        assertThat(train("--dataset", "csv", "--data", data.toString()).err()).contains("found 256.0 in row 1");
        assertThat(train("--dataset", "csv", "--data", data.toString(), "--label", "species").err())
                .contains(file.toString(), "species");
        assertThat(train("--dataset", "csv", "--data", file.toString()).err())
                .contains("--data must be the folder of the training and the test part, but " + file + " is a file");
        Files.write(file, List.of("a,b,c,d,label", "1,2,25,4,x"));
        assertThat(train("--dataset", "csv", "--data", data.toString()).err()).contains("test.csv");
    }

    private static void writeFolder(ImageDataset set, int count, Path root) throws IOException {
        for (int i = 0; i < count; i++) {
            byte[] levels = set.images().bytes(i);
            var picture = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
            picture.getRaster().setDataElements(0, 0, 28, 28, levels);
            Path file = root.resolve(set.label(i) + "/" + i + ".png");
            Files.createDirectories(file.getParent());
            ImageIO.write(picture, "png", file.toFile());
        }
    }

    @Test
    void a_network_is_trained_on_a_folder_of_pictures_and_judged_by_another() throws IOException {
        Path data = folder.resolve("data");
        writeFolder(MNIST.embeddedTrain(), 600, data.resolve("train"));
        writeFolder(MNIST.embeddedTest(), 100, data.resolve("val"));
        Run run = train("--dataset", "folder", "--data", data.toString(), "--epochs", "3", "--batch-size", "20",
                "--sampler", "stratified", "--augment", "affine");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("cnn on folder: 600 pictures to train on, 100 to test with");
        Matcher accuracy = Pattern.compile("Test accuracy: (\\S+) %").matcher(run.out());
        assertThat(accuracy.find()).isTrue();
        assertThat(Double.parseDouble(accuracy.group(1))).isGreaterThan(70);
        for (Path where : List.of(data, data.resolve("val"))) {
            assertThat(Run.of("evaluate", "--run", onlyRun().toString(), "--data", where.toString()).out())
                    .contains("cnn on folder: 100 test pictures, ", "accuracy " + accuracy.group(1) + " %");
        }
        Files.move(data.resolve("val/7"), data.resolve("val/seven"));
        assertThat(Run.of("evaluate", "--run", onlyRun().toString(), "--data", data.toString()).err()).startsWith(
                "[evaluate] the network knows the classes [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], but the folder has [0, 1, 2");
        assertThat(train("--dataset", "folder", "--data", data.toString()).err())
                .contains("[dataset] expected the same classes in both parts of " + data);
        Path broken = Files.writeString(data.resolve("train/0/broken.png"), "no picture");
        Files.move(data.resolve("val/seven"), data.resolve("val/7"));
        assertThat(train("--dataset", "folder", "--data", data.toString()).err()).contains(broken.toString())
                .doesNotContain("\tat ");
    }

    @Test
    void a_sampler_chooses_the_pictures_alike_when_a_training_is_repeated() throws IOException {
        Path data = TinyMnist.write(folder.resolve("data"));
        byte[] shuffled = null;
        for (String sampler : List.of("shuffle", "weighted", "stratified")) {
            Run once = train("--dataset", "mnist", "--data", data.toString(), "--epochs", "2", "--batch-size", "16",
                    "--sampler", sampler);
            assertThat(once.err()).isEmpty();
            Path run = Files.move(onlyRun(), folder.resolve(sampler));
            Path again = Files.createDirectories(folder.resolve(sampler + "-again"));
            Files.copy(run.resolve("arguments.txt"), again.resolve("arguments.txt"));
            assertThat(Run.of("resume", again.toString()).err()).isEmpty();
            byte[] state = Files.readAllBytes(run.resolve("last.safetensors"));
            assertThat(again.resolve("last.safetensors")).hasBinaryContent(state);
            if (shuffled == null) {
                shuffled = state;
            } else {
                assertThat(state).isNotEqualTo(shuffled);
            }
        }
    }

    @Test
    void bad_options_are_answered_in_a_sentence() {
        assertThat(train("--model", "cnnn").err()).contains("[models] there is no model 'cnnn'; choose from cnn,");
        assertThat(train("--dataset", "imagenet").err())
                .contains("[dataset] --dataset must be one of digits, mnist,", "but is 'imagenet'");
        assertThat(train("--dataset", "cifar10").err()).contains("--dataset cifar10 needs --data");
        assertThat(train("--dataset", "cifar10", "--download").err()).contains("--dataset cifar10 needs --data");
        assertThat(train("--dataset", "folder").err()).contains("--dataset folder needs --data");
        assertThat(train("--dataset", "csv", "--data", folder.toString(), "--download").err())
                .contains("[dataset] --dataset csv is your own and cannot be downloaded; leave out --download");
        assertThat(train("--sampler", "random").err())
                .contains("--sampler must be one of shuffle, weighted, stratified, but is 'random'");
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
