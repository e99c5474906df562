package org.gradus.core.kernel;

import org.gradus.core.kernel.Scratch.Use;
import org.jspecify.annotations.Nullable;

/**
 * y = x ⋆ w + b, or max(y, 0), for small images, a vector of outputs at a time straight from the pixels, which vectors read at every offset a
 * tap has. All windows are taken as if the image were one line; those that begin where no window does are computed and left out.
 */
final class DirectCorrelation {

    /** Multiply-adds that are worth a task. */
    private static final int TASK = 1 << 20;

    /** Tasks that there should be; the rows of each image are divided where there are fewer images. */
    private static final int TASKS = 8;

    /** Sums that are held at a time, in whole rows of all filters: more leave the second cache before they are written. */
    private static final int MOST_SUMS = 1 << 16;

    private final PaddedImage image;
    private final int[] offsets;
    private final Panels filters;
    private final float[] weights;
    private final float @Nullable [] bias;
    private final boolean relu;
    private final int count;
    private final int outHeight;
    private final int outWidth;

    /** Rows of outputs whose sums are held at a time. */
    private final int rowsAtOnce;

    /** Elements of a filter's sums. */
    private final int line;

    /**
     * A correlation of images with filters [filters, planes, rows, columns].
     *
     * @param weight the filters, row-major
     */
    DirectCorrelation(PaddedImage image, float[] weight, int count, int rows, float @Nullable [] bias,
            boolean relu) {
        this.image = image;
        this.bias = bias;
        this.relu = relu;
        this.count = count;
        offsets = image.offsets(rows);
        filters = Panels.ofRows(new MatrixPanels(MatrixView.rowMajor(weight, 0, offsets.length)), count);
        weights = new float[filters.padded() * offsets.length];
        filters.pack(0, filters.count(), 0, offsets.length, weights, 0);
        outHeight = image.height() + 2 * image.above() - rows + 1;
        outWidth = image.windows();
        rowsAtOnce = Math.clamp(MOST_SUMS / (filters.padded() * image.rowStep()), 1, outHeight);
        line = line(rowsAtOnce);
    }

    /** Elements of a filter's outputs in so many rows, and between them, in whole vectors. */
    private int line(int rows) {
        int windows = (rows - 1) * image.rowStep() + outWidth;
        return Math.ceilDiv(windows, DirectKernels.COLUMNS) * DirectKernels.COLUMNS;
    }

    /** Computes the outputs of all images. */
    void run(float[] x, float[] y, int batch) {
        long work = (long) line(outHeight) * filters.padded() * offsets.length;
        int each = Math.clamp(Math.ceilDiv(TASK, work), 1, batch);
        int parts = Math.clamp(Math.min(Math.ceilDiv(TASKS, batch), work / TASK), 1, outHeight);
        int rowsEach = Math.ceilDiv(outHeight, parts);
        Parallel.run(Math.ceilDiv(batch, each) * parts, task -> {
            float[] pixels = new float[image.length()];
            float[] sums = Scratch.buffer(Use.TERMS, filters.padded() * line);
            int first = task / parts * each;
            int fromRow = Math.min(outHeight, task % parts * rowsEach);
            int toRow = Math.min(outHeight, fromRow + rowsEach);
            for (int n = first; n < Math.min(batch, first + each) && fromRow < toRow; n++) {
                image.copy(x, n * image.planes() * image.height() * image.width(), pixels, 0);
                for (int row = fromRow; row < toRow; row += rowsAtOnce) {
                    int end = Math.min(toRow, row + rowsAtOnce);
                    correlate(pixels, row, end - row, sums);
                    write(sums, y, n * count * outHeight * outWidth, row, end);
                }
            }
        });
    }

    private void correlate(float[] pixels, int firstRow, int rows, float[] sums) {
        int end = line(rows);
        for (int at = 0; at < end; at += DirectKernels.COLUMNS) {
            for (int panel = 0; panel < filters.count(); panel++) {
                int first = filters.start(panel);
                DirectKernels.sum(filters.width(panel), offsets.length, weights, first * offsets.length, pixels,
                        firstRow * image.rowStep() + at, offsets, sums, first * line + at, line);
            }
        }
    }

    /** Copies the windows out of each line, the bias added to complete sums. */
    private void write(float[] sums, float[] y, int to, int fromRow, int toRow) {
        for (int filter = 0; filter < count; filter++) {
            int plane = to + filter * outHeight * outWidth;
            for (int i = fromRow; i < toRow; i++) {
                Runs.copy(sums, filter * line + (i - fromRow) * image.rowStep(), y, plane + i * outWidth, outWidth);
            }
            if (bias != null) {
                Runs.add(bias[filter], y, plane + fromRow * outWidth, (toRow - fromRow) * outWidth);
            }
            if (relu) {
                VectorElementwise.unary(UnaryFunction.RELU, y, y, plane + fromRow * outWidth, plane + toRow * outWidth);
            }
        }
    }
}
