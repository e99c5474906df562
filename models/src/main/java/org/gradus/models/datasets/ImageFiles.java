package org.gradus.models.datasets;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.gradus.core.Shape;
import org.gradus.models.transforms.Images;

/** Reads pictures from files of the formats that the JDK knows: JPEG, PNG, GIF and BMP. */
public final class ImageFiles {

    /** More than any camera's, and not more than an array holds. */
    private static final long MOST_PIXELS = 1L << 28;

    /** Black and white pixels that one byte can stand for in a PNG: deflate makes 1032 bytes of one at most. */
    private static final long MOST_PIXELS_A_BYTE = 1032 * 8;
    private static final int CHANNELS = 3;

    private ImageFiles() {}

    /**
     * One picture in three colours, [1,H,W,3]; transparent parts show what lies beneath them.
     *
     * @throws IOException if the file is missing, no picture, damaged, or says that it has more than 2²⁸ pixels, or more than
     *         a file of its length can hold; those are not read
     */
    public static Images read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("[image] expected a picture at %s, found no file".formatted(file));
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException(
                        "[image] %s: expected JPEG, PNG, GIF or BMP, found something else".formatted(file));
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return pixels(file, reader);
            } finally {
                reader.dispose();
            }
        }
    }

    private static Images pixels(Path file, ImageReader reader) throws IOException {
        try {
            long most = Math.min(MOST_PIXELS, Files.size(file) * MOST_PIXELS_A_BYTE);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > most) {
                throw new IOException("%d×%d pixels are more than %d".formatted(width, height, most));
            }
            return pixels(reader.read(0));
        } catch (IOException | RuntimeException | OutOfMemoryError e) { // readers throw all kinds for damaged files
            throw new IOException("[image] %s: the picture cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static Images pixels(BufferedImage image) {
        return image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY ? grey(image) : colours(image);
    }

    /** The levels as the file has them: {@code getRGB} would take them for linear and brighten them. */
    private static Images grey(BufferedImage image) {
        Raster raster = image.getRaster();
        int width = image.getWidth();
        int height = image.getHeight();
        int white = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        byte[] values = new byte[width * height * CHANNELS];
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < height; y++) {
            raster.getSamples(0, y, width, 1, 0, row);
            for (int level : row) {
                byte value = (byte) ((level * 255L + white / 2) / white);
                values[at++] = value;
                values[at++] = value;
                values[at++] = value;
            }
        }
        return Images.wrap(values, Shape.of(1, height, width, CHANNELS));
    }

    private static Images colours(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] values = new byte[width * height * CHANNELS];
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int rgb : row) {
                values[at++] = (byte) (rgb >> 16);
                values[at++] = (byte) (rgb >> 8);
                values[at++] = (byte) rgb;
            }
        }
        return Images.wrap(values, Shape.of(1, height, width, CHANNELS));
    }
}
