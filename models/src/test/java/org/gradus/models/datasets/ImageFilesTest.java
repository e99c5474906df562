package org.gradus.models.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.gradus.core.Shape;
import org.gradus.models.transforms.Images;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFilesTest {

    @TempDir
    private Path folder;

    /** A grey picture 256 pixels wide with these levels. */
    private Images written(String format, int type, int step) throws IOException {
        var image = new BufferedImage(256, 8, type);
        WritableRaster raster = image.getRaster();
        for (int x = 0; x < 256; x++) {
            for (int y = 0; y < 8; y++) {
                raster.setSample(x, y, 0, x * step);
            }
        }
        Path file = folder.resolve("grey." + format);
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
        return ImageFiles.read(file);
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY})
    void a_grey_pictures_levels_are_those_of_the_file_in_all_three_colours(int type) throws IOException {
        // of 16 bits, 257·x is the level that 8 bits call x
        Images images = written("png", type, type == BufferedImage.TYPE_BYTE_GRAY ? 1 : 257);
        assertThat(images.shape()).isEqualTo(Shape.of(1, 8, 256, 3));
        byte[] bytes = images.bytes(0);
        for (int i = 0; i < bytes.length; i++) {
            assertThat(bytes[i] & 0xff).isEqualTo(i / 3 % 256);
        }
    }

    @Test
    void a_grey_jpegs_levels_are_those_of_its_decoder() throws IOException {
        byte[] bytes = written("jpg", BufferedImage.TYPE_BYTE_GRAY, 1).bytes(0);
        Raster decoded = ImageIO.read(folder.resolve("grey.jpg").toFile()).getRaster();
        for (int i = 0; i < bytes.length; i++) {
            int x = i / 3 % 256;
            assertThat(bytes[i] & 0xff).isEqualTo(decoded.getSample(x, i / 3 / 256, 0));
            assertThat(bytes[i] & 0xff).isBetween(x - 8, x + 8);
        }
    }
}
