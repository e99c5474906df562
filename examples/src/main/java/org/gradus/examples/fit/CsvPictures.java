package org.gradus.examples.fit;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.models.datasets.CsvDataset;
import org.gradus.models.datasets.CsvOptions;
import org.gradus.models.datasets.ImageDataset;
import org.gradus.models.transforms.Images;

/**
 * Square pictures in a CSV file, a row each: a column of labels, and a column for each pixel from 0 to 255, row by row from
 * the top. Three times a square number of pixels are red, green and blue pictures, one channel after another.
 */
final class CsvPictures {

    private static final int LEVELS = 256;

    private CsvPictures() {}

    /**
     * Reads a file.
     *
     * @param label the column of labels
     * @param classes the classes' names; none: found in the file
     * @throws IOException if it cannot be read, or its rows are no pictures, saying why
     */
    static ImageDataset read(Path file, String label, ImmutableList<String> classes) throws IOException {
        CsvDataset rows = CsvDataset.read(file, CsvOptions.label(label).withClasses(classes));
        int pixels = rows.inputNames().size();
        int channels = isSquare(pixels) ? 1 : 3;
        if (pixels % channels != 0 || !isSquare(pixels / channels)) {
            throw new IOException(
                    "[dataset] %s: expected a column for each pixel of square pictures, 784 or 3·1024 for instance, beside the column '%s', found %s columns; CsvDataset reads other rows"
                            .formatted(file, label, pixels));
        }
        int side = (int) Math.sqrt(pixels / channels);
        Batch all = rows.batch(IntStream.range(0, rows.size()).toArray());
        int[] labels = LongStream.of(all.targets().toLongArray()).mapToInt(Math::toIntExact).toArray();
        Tensor channelsLast = all.inputs().reshape(rows.size(), channels, side, side).permute(0, 2, 3, 1);
        return ImageDataset.of(Images.wrap(levels(file, rows, channelsLast.toFloatArray()),
                Shape.of(rows.size(), side, side, channels)), labels, rows.classes());
    }

    private static boolean isSquare(int number) {
        int root = (int) Math.round(Math.sqrt(number));
        return root * root == number;
    }

    private static byte[] levels(Path file, CsvDataset rows, float[] values) throws IOException {
        byte[] levels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            int level = (int) values[i];
            if (level != values[i] || level < 0 || level >= LEVELS) {
                throw new IOException(
                        "[dataset] %s: expected whole numbers from 0 to 255 as pixels, found %s in row %s; CsvDataset reads other rows"
                                .formatted(file, values[i], i / (values.length / rows.size()) + 1));
            }
            levels[i] = (byte) level;
        }
        return levels;
    }
}
