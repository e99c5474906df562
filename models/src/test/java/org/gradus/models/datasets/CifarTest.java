package org.gradus.models.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.gradus.core.Shape;
import org.gradus.core.data.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarTest {

    private static final int PIXELS = 32 * 32;

    @TempDir
    private Path root;

    /** Red pixels count up from 0, green ones are the label and blue ones 255. */
    private static byte[] record(int... labels) {
        byte[] record = new byte[labels.length + 3 * PIXELS];
        for (int i = 0; i < labels.length; i++) {
            record[i] = (byte) labels[i];
        }
        for (int i = 0; i < PIXELS; i++) {
            record[labels.length + i] = (byte) i;
        }
        Arrays.fill(record, labels.length + PIXELS, labels.length + 2 * PIXELS, (byte) labels[labels.length - 1]);
        Arrays.fill(record, labels.length + 2 * PIXELS, record.length, (byte) 255);
        return record;
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    @Test
    void five_files_make_the_training_set_in_their_order() throws IOException {
        Path folder = Files.createDirectories(root.resolve("cifar-10-batches-bin"));
        for (int i = 1; i <= 5; i++) {
            Files.write(folder.resolve("data_batch_" + i + ".bin"), joined(record(i), record(9)));
        }

        ImageDataset train = CIFAR10.train(root);

        assertThat(train.size()).isEqualTo(10);
        assertThat(train.label(4)).isEqualTo(3);
        assertThat(train.classes().get(train.label(4))).isEqualTo("cat");
        Sample sample = train.get(4);
        assertThat(sample.input().shape()).isEqualTo(Shape.of(3, 32, 32));
        assertThat(sample.input().get(0, 1, 2)).as("red, row 1, column 2").isEqualTo(34 / 255f);
        assertThat(sample.input().get(1, 31, 31)).isEqualTo(3 / 255f);
        assertThat(sample.input().get(2, 0, 0)).isEqualTo(1);
        assertThat(sample.target().item()).isEqualTo(3);
    }

    @Test
    void of_cifar100s_two_labels_the_fine_one_counts() throws IOException {
        Files.write(root.resolve("train.bin"), record(11, 98));
        Files.write(root.resolve("test.bin"), record(1, 0));

        ImageDataset train = CIFAR100.train(root);
        assertThat(train.classes()).hasSize(100).isSorted().doesNotHaveDuplicates();
        assertThat(train.classes().get(train.label(0))).isEqualTo("woman");
        assertThat(train.get(0).input().get(1, 0, 0)).isEqualTo(98 / 255f);
        assertThat(CIFAR100.test(root).classes().get(0)).isEqualTo("apple");
    }

    @Test
    void missing_truncated_and_foreign_files_are_refused() throws IOException {
        assertThatIOException().isThrownBy(() -> CIFAR10.test(root))
                .withMessageContainingAll("[cifar10] expected", "test_batch.bin, found nothing", "binary version");
        Files.write(root.resolve("test_batch.bin"), Arrays.copyOf(record(1), 3000));
        assertThatIOException().isThrownBy(() -> CIFAR10.test(root))
                .withMessageContaining("expected records of 3073 bytes, found 3000 bytes in all");
        Files.write(root.resolve("test_batch.bin"), new byte[0]);
        assertThatIOException().isThrownBy(() -> CIFAR10.test(root)).withMessageContaining("found 0 bytes");
        Files.write(root.resolve("test_batch.bin"), joined(record(1), record(10)));
        assertThatIOException().isThrownBy(() -> CIFAR10.test(root))
                .withMessageContaining("expected labels from 0 to 9, found 10 for picture 1");
    }
}
