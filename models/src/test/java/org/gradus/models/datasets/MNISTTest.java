package org.gradus.models.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.TensorType;
import org.gradus.core.data.Batch;
import org.gradus.core.data.Sample;
import org.gradus.models.transforms.Compose;
import org.gradus.models.transforms.Normalize;
import org.gradus.models.transforms.ToTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MNISTTest {

    private static final ImageDataset TRAIN = MNIST.embeddedTrain();
    private static final ImageDataset TEST = MNIST.embeddedTest();

    @TempDir
    private Path root;

    /** Pictures of these digits, every pixel of which has the digit's value, and their labels. */
    private static void write(Path folder, String part, int... digits) throws IOException {
        Files.createDirectories(folder);
        int[] pixels = Arrays.stream(digits).flatMap(digit -> IntStream.generate(() -> digit).limit(28 * 28)).toArray();
        Files.write(folder.resolve(part + "-images-idx3-ubyte"),
                IdxTest.bytes(0x803, new int[]{digits.length, 28, 28}, pixels));
        Files.write(folder.resolve(part + "-labels-idx1-ubyte.gz"),
                IdxTest.gzip(IdxTest.bytes(0x801, new int[]{digits.length}, digits)));
    }

    @Test
    void the_embedded_digits_are_8000_and_2000() {
        assertThat(TRAIN.size()).isEqualTo(8000);
        assertThat(TEST.size()).isEqualTo(2000);
        assertThat(TRAIN.images().shape()).isEqualTo(Shape.of(8000, 28, 28, 1));
    }

    @Test
    void every_digit_is_embedded_several_hundred_times() {
        int[] counts = new int[10];
        for (int i = 0; i < TRAIN.size(); i++) {
            counts[TRAIN.label(i)]++;
        }
        assertThat(counts).hasSize(10)
                .satisfies(each -> assertThat(Arrays.stream(each).min().getAsInt()).isGreaterThan(600));
    }

    @Test
    void no_embedded_digit_is_in_both_sets() {
        Set<String> train = new HashSet<>();
        for (int i = 0; i < TRAIN.size(); i++) {
            train.add(Arrays.toString(TRAIN.images().bytes(i)));
        }
        for (int i = 0; i < TEST.size(); i++) {
            assertThat(train).doesNotContain(Arrays.toString(TEST.images().bytes(i)));
        }
    }

    @Test
    void a_sample_is_a_picture_in_0_to_1_and_its_label() {
        Sample sample = TRAIN.get(0);
        assertThat(sample.input().type()).isEqualTo(new TensorType(Shape.of(1, 28, 28), DType.FLOAT32));
        assertThat(sample.target().type()).isEqualTo(new TensorType(Shape.SCALAR, DType.INT64));
        assertThat(sample.target().item()).isEqualTo(TRAIN.label(0)).isEqualTo(9);
        byte[] raw = TRAIN.images().bytes(0);
        float[] input = sample.input().toFloatArray();
        for (int i = 0; i < raw.length; i++) {
            assertThat(input[i]).isEqualTo((raw[i] & 0xff) / 255f).isBetween(0f, 1f);
        }
    }

    @Test
    void a_batch_equals_its_samples() {
        Batch batch = TEST.batch(new int[]{5, 3, 1999});
        assertThat(batch.inputs().shape()).isEqualTo(Shape.of(3, 1, 28, 28));
        for (int i = 0; i < 3; i++) {
            Sample sample = TEST.get(new int[]{5, 3, 1999}[i]);
            assertThat(batch.inputs().select(0, i).toFloatArray()).isEqualTo(sample.input().toFloatArray());
            assertThat(batch.targets().get(i)).isEqualTo(sample.target().item());
        }
    }

    @Test
    void a_transform_prepares_every_batch() {
        ImageDataset normalized = TEST.withTransform(Compose.of(new ToTensor(), new Normalize(0.1307, 0.3081)));
        assertThat(normalized.batch(new int[]{7}).inputs().get(0, 0, 0, 0)).isEqualTo((0 - 0.1307f) / 0.3081f);
        assertThat(normalized.label(7)).isEqualTo(TEST.label(7));
    }

    @Test
    void classes_are_named_as_in_torchvision() {
        assertThat(TRAIN.classes()).hasSize(10).startsWith("0 - zero").endsWith("9 - nine");
    }

    @Test
    void files_are_found_as_torchvision_lays_them_out_and_directly_in_the_root() throws IOException {
        write(root, "train", 4);
        assertThat(MNIST.train(root).label(0)).isEqualTo(4);
        write(root.resolve("MNIST/raw"), "train", 5, 6);
        assertThat(MNIST.train(root).size()).isEqualTo(2);
        write(root, "t10k", 8, 0, 1);
        ImageDataset test = MNIST.test(root);
        assertThat(test.size()).isEqualTo(3);
        assertThat(test.images().bytes(0)).containsOnly(8);
    }

    @Test
    void mnists_own_files_are_read_whole(@TempDir Path folder) throws IOException {
        for (String name : new String[]{"train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"}) {
            try (InputStream in = Objects.requireNonNull(MNIST.class.getResourceAsStream("mnist-10k/" + name))) {
                Files.copy(in, folder.resolve(name));
            }
        }
        ImageDataset read = MNIST.train(folder);
        assertThat(read.size()).isEqualTo(8000);
        assertThat(read.images().bytes(7999)).isEqualTo(TRAIN.images().bytes(7999));
    }

    @Test
    void a_missing_file_is_named_with_where_it_was_looked_for() throws IOException {
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> MNIST.train(root)).withMessage(
                "[mnist] expected train-images-idx3-ubyte or train-images-idx3-ubyte.gz in [%s, %s], found neither; download MNIST's four files there, or use MNIST.embeddedTrain() and embeddedTest()"
                        .formatted(root.resolve("MNIST/raw"), root));
        write(root, "train", 1);
        Files.delete(root.resolve("train-labels-idx1-ubyte.gz"));
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> MNIST.train(root))
                .withMessageContaining(
                        "expected train-labels-idx1-ubyte or train-labels-idx1-ubyte.gz in [" + root + "]");
    }

    @Test
    void pictures_without_a_label_each_are_refused() throws IOException {
        write(root, "train", 1, 2, 3);
        Path labels = root.resolve("train-labels-idx1-ubyte.gz");
        Files.write(labels, IdxTest.bytes(0x801, new int[]{2}, 1, 2));
        assertThatIOException().isThrownBy(() -> MNIST.train(root)).withMessage(
                "[mnist] expected as many pictures as labels, found 3 in %s and 2 in %s; they belong to different sets",
                root.resolve("train-images-idx3-ubyte"), labels);
    }

    @Test
    void a_label_that_is_no_digit_is_refused() throws IOException {
        write(root, "train", 1, 200);
        assertThatIOException().isThrownBy(() -> MNIST.train(root))
                .withMessageContaining("expected labels from 0 to 9, found 200 for picture 1");
    }

    @Test
    void pictures_of_another_size_are_refused() throws IOException {
        write(root, "train", 1);
        Files.write(root.resolve("train-images-idx3-ubyte"),
                IdxTest.bytes(0x803, new int[]{1, 2, 3}, 0, 0, 0, 0, 0, 0));
        assertThatIOException().isThrownBy(() -> MNIST.train(root))
                .withMessageContaining("expected pictures of 28×28 pixels, found 2×3; this is another data set");
    }

    @Test
    void an_index_outside_is_refused() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> TEST.get(2000));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> TEST.label(-1));
    }
}
