package org.gradus.models.insight;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.gradus.core.DType;
import org.gradus.core.Tensor;

/** Pictures side by side in one: PyTorch's {@code make_grid}. */
public final class ImageGrid {

    /**
     * How a grid is laid out.
     *
     * @param columns at most so many pictures in a row
     * @param padding pixels around each picture
     * @param padValue what these pixels are
     */
    public record Options(int columns, int padding, double padValue) {

        /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
        public Options {
            checkArgument(columns >= 1, "[imageGrid] columns must be at least 1, but is %s", columns);
            checkArgument(padding >= 0, "[imageGrid] padding must not be negative, but is %s", padding);
        }

        /** These options with another number of columns. */
        public Options withColumns(int value) {
            return new Options(value, padding, padValue);
        }

        /** These options with wider gaps or narrower ones. */
        public Options withPadding(int value) {
            return new Options(columns, value, padValue);
        }

        /** These options with gaps of another colour. */
        public Options withPadValue(double value) {
            return new Options(columns, padding, value);
        }
    }

    private ImageGrid() {}

    /** Eight in a row, two pixels of 0 around each. */
    public static Options options() {
        return new Options(8, 2, 0);
    }

    /**
     * Lays pictures out row by row.
     *
     * @param images [N,C,H,W]
     * @return FLOAT32 [C, rows·(H + p) + p, columns·(W + p) + p]
     * @throws IllegalArgumentException if there is none, or they have another rank
     */
    public static Tensor of(Tensor images, Options options) {
        checkArgument(images.shape().rank() == 4 && images.numel() > 0,
                "[imageGrid] the pictures must be [N,C,H,W] with none of them 0, but are %s", images.shape());
        int number = images.size(0);
        int channels = images.size(1);
        int height = images.size(2);
        int width = images.size(3);
        int gap = options.padding();
        int columns = Math.min(options.columns(), number);
        int rows = Math.ceilDiv(number, columns);
        int gridHeight = rows * (height + gap) + gap;
        int gridWidth = columns * (width + gap) + gap;
        float[] pixels = images.detach().to(DType.FLOAT32).toFloatArray();
        float[] grid = new float[channels * gridHeight * gridWidth];
        Arrays.fill(grid, (float) options.padValue());
        for (int n = 0; n < number; n++) {
            int top = gap + n / columns * (height + gap);
            int left = gap + n % columns * (width + gap);
            for (int c = 0; c < channels; c++) {
                for (int y = 0; y < height; y++) {
                    System.arraycopy(pixels, ((n * channels + c) * height + y) * width, grid,
                            (c * gridHeight + top + y) * gridWidth + left, width);
                }
            }
        }
        return Tensor.of(grid, channels, gridHeight, gridWidth);
    }
}
