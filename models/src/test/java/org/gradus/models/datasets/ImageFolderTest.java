package org.gradus.models.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.gradus.core.Shape;
import org.gradus.core.data.Batch;
import org.gradus.core.data.SampleException;
import org.gradus.models.transforms.CenterCrop;
import org.gradus.models.transforms.Compose;
import org.gradus.models.transforms.Resize;
import org.gradus.models.transforms.ToTensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {

    @TempDir
    private Path root;

    private void write(String file, int width, int height, int rgb) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, rgb + x);
            }
        }
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        assertThat(ImageIO.write(image, file.substring(file.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT),
                path.toFile())).isTrue();
    }

    @BeforeEach
    void pictures() throws IOException {
        write("dog/b.PNG", 6, 4, 0x102030);
        write("dog/deep/a.jpg", 16, 16, 0x808080);
        write("cat/z.png", 4, 8, 0xff0000);
        Files.writeString(root.resolve("cat/notes.txt"), "no picture");
        Files.writeString(root.resolve("list.csv"), "no class");
    }

    @Test
    void classes_are_folders_and_files_come_in_the_order_of_their_paths() throws IOException {
        ImageFolder folder = ImageFolder.of(root);

        assertThat(folder.classes()).containsExactly("cat", "dog");
        assertThat(folder.size()).isEqualTo(3);
        assertThat(folder.file(1)).isEqualTo(root.resolve("dog/b.PNG"));
        assertThat(folder.file(2)).isEqualTo(root.resolve("dog/deep/a.jpg"));
        assertThat(folder.label(0)).isZero();
        assertThat(folder.get(1).target().item()).isEqualTo(1);
    }

    @Test
    void a_picture_is_its_three_colours() throws IOException {
        var dog = ImageFolder.of(root).get(1).input();

        assertThat(dog.shape()).isEqualTo(Shape.of(3, 4, 6));
        assertThat(dog.get(0, 3, 5)).isEqualTo(0x10 / 255f);
        assertThat(dog.get(1, 3, 5)).isEqualTo(0x20 / 255f);
        assertThat(dog.get(2, 3, 5)).isEqualTo(0x35 / 255f);
        assertThat(ImageFolder.of(root).get(2).input().get(0, 8, 8)).isBetween(0x7c / 255.0, 0x84 / 255.0);
    }

    @Test
    void pictures_of_one_size_after_the_transform_make_a_batch() throws IOException {
        ImageFolder folder = ImageFolder.of(root)
                .withTransform(Compose.of(new ToTensor(), new Resize(4), new CenterCrop(4)));

        Batch batch = folder.batch(new int[]{0, 1, 2});

        assertThat(batch.inputs().shape()).isEqualTo(Shape.of(3, 3, 4, 4));
        assertThat(batch.targets().toLongArray()).containsExactly(0, 1, 1);
    }

    @Test
    void a_damaged_picture_is_named_with_its_index() throws IOException {
        byte[] png = Files.readAllBytes(root.resolve("cat/z.png"));
        Files.write(root.resolve("cat/z.png"), Arrays.copyOf(png, 40));

        assertThatExceptionOfType(SampleException.class)
                .isThrownBy(() -> ImageFolder.of(root).batch(new int[]{0}))
                .satisfies(e -> assertThat(e.index()).isZero()).withMessageContainingAll("sample 0", "z.png",
                        "the picture cannot be read");
        Files.writeString(root.resolve("cat/z.png"), "text");
        assertThatExceptionOfType(SampleException.class)
                .isThrownBy(() -> ImageFolder.of(root).batch(new int[]{0}))
                .withMessageContaining("expected JPEG, PNG, GIF or BMP, found something else");
    }

    @Test
    void folders_that_are_no_data_set_are_refused() throws IOException {
        assertThatIOException().isThrownBy(() -> ImageFolder.of(root.resolve("nothing")))
                .withMessageContaining("[imageFolder] expected a folder with a folder for each class at");
        Files.createDirectories(root.resolve("bird"));
        assertThatIOException().isThrownBy(() -> ImageFolder.of(root))
                .withMessageContainingAll("expected files of [bmp, gif, jpeg, jpg, png] in", "bird, found none");
        Path empty = Files.createDirectories(root.resolve("bird/empty"));
        assertThatIOException().isThrownBy(() -> ImageFolder.of(empty))
                .withMessageContaining("expected a folder for each class in");
    }
}
