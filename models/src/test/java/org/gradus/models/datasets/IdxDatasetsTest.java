package org.gradus.models.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.gradus.models.datasets.EMNIST.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data sets that come in MNIST's format. */
class IdxDatasetsTest {

    @TempDir
    private Path root;

    private void write(String folder, String part, int... labels) throws IOException {
        Path directory = Files.createDirectories(root.resolve(folder));
        int[] pixels = Arrays.stream(labels).flatMap(label -> IntStream.generate(() -> label).limit(28 * 28)).toArray();
        Files.write(directory.resolve(part + "-images-idx3-ubyte"),
                IdxTest.bytes(0x803, new int[]{labels.length, 28, 28}, pixels));
        Files.write(directory.resolve(part + "-labels-idx1-ubyte"),
                IdxTest.bytes(0x801, new int[]{labels.length}, labels));
    }

    @Test
    void fashion_mnist_lies_in_a_folder_of_its_own() throws IOException {
        write("FashionMNIST/raw", "train", 9, 0);
        write("FashionMNIST/raw", "t10k", 5);

        ImageDataset train = FashionMNIST.train(root);
        assertThat(train.size()).isEqualTo(2);
        assertThat(train.classes().get(train.label(0))).isEqualTo("Ankle boot");
        assertThat(train.get(0).input().get(0, 3, 3)).isEqualTo(9 / 255f);
        assertThat(FashionMNIST.test(root).classes().get(5)).isEqualTo("Sandal");
    }

    @Test
    void kmnist_has_a_syllable_of_every_row() throws IOException {
        write("KMNIST/raw", "train", 3);
        write("KMNIST/raw", "t10k", 9);

        assertThat(KMNIST.train(root).classes().get(3)).isEqualTo("tsu");
        assertThat(KMNIST.test(root).classes().get(9)).isEqualTo("wo");
    }

    @Test
    void emnists_splits_have_their_classes_and_files() throws IOException {
        int[] classes = {62, 47, 47, 27, 10, 10};
        for (Split split : Split.values()) {
            String prefix = "emnist-" + split.name().toLowerCase(java.util.Locale.ROOT) + "-";
            write("EMNIST/raw", prefix + "train", classes[split.ordinal()] - 1);
            write("EMNIST/raw", prefix + "test", 1);
            assertThat(EMNIST.train(root, split).classes()).as(split.name()).hasSize(classes[split.ordinal()]);
            assertThat(EMNIST.test(root, split).size()).isEqualTo(1);
        }
        assertThat(EMNIST.train(root, Split.BYCLASS).classes().subList(34, 38)).containsExactly("Y", "Z", "a", "b");
        assertThat(EMNIST.train(root, Split.BALANCED).classes().subList(36, 47)).containsExactly("a", "b", "d", "e",
                "f",
                "g", "h", "n", "q", "r", "t");
        assertThat(EMNIST.train(root, Split.LETTERS).classes().get(26)).isEqualTo("z");
    }

    @Test
    void what_is_missing_or_does_not_fit_is_said() throws IOException {
        assertThatIOException().isThrownBy(() -> FashionMNIST.train(root)).withMessageContainingAll(
                "[fashionMnist] expected train-images-idx3-ubyte or train-images-idx3-ubyte.gz in",
                "download its four files there");
        write("KMNIST/raw", "train", 10);
        assertThatIOException().isThrownBy(() -> KMNIST.train(root))
                .withMessageContaining("expected labels from 0 to 9, found 10 for picture 0");
    }
}
