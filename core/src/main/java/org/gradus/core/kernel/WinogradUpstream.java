package org.gradus.core.kernel;

import static org.gradus.core.kernel.WinogradPoints.A;
import static org.gradus.core.kernel.WinogradPoints.A2;
import static org.gradus.core.kernel.WinogradPoints.A3;
import static org.gradus.core.kernel.WinogradPoints.B;
import static org.gradus.core.kernel.WinogradPoints.B2;
import static org.gradus.core.kernel.WinogradPoints.B3;
import static org.gradus.core.kernel.WinogradPoints.all;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Gradients of a correlation's outputs transformed for {@link WinogradKernelGrad}, A·g·Aᵀ of every tile of 4×4 pixels g, as
 * panels of a product's left operand: filters side by side, tiles along k.
 */
final class WinogradUpstream {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int IN = WinogradShape.IN;
    private static final int OUT = WinogradShape.OUT;

    private final float[] g;
    private final WinogradShape shape;
    private final Panels filters;

    /** Pixels of a row of tiles. */
    private final int used;
    private final float[] pixels;
    private final float[] lines;

    WinogradUpstream(float[] g, WinogradShape shape, Panels filters) {
        this.g = g;
        this.shape = shape;
        this.filters = filters;
        used = OUT * shape.tileColumns();
        pixels = new float[OUT * line(MicroKernels.ROWS) + LANES];
        lines = new float[IN * line(MicroKernels.ROWS) + LANES];
    }

    /**
     * Transforms rows of tiles of a panel of filters.
     *
     * @param at where the panel of the first cell begins; behind every panel there is room for a vector more
     * @param cellStep elements from one cell to the next
     */
    void transform(int firstRow, int rows, int panel, float[] to, int at, int cellStep) {
        int width = filters.width(panel);
        Arrays.fill(pixels, 0);
        for (int i = 0; i < rows; i++) {
            read(firstRow + i, panel);
            down(width);
            along(width, to, at + i * shape.tileColumns() * width, cellStep);
        }
    }

    /** Elements from one row of pixels to the next: whole vectors. */
    private int line(int width) {
        return Math.ceilDiv(used * width, LANES) * LANES;
    }

    private void read(int row, int panel) {
        int image = row / shape.tileRows();
        int top = row % shape.tileRows() * OUT;
        int width = filters.width(panel);
        int count = filters.filled(panel);
        int plane = (image * shape.filters() + filters.start(panel)) * shape.outPlane();
        for (int i = 0; i < OUT; i++) {
            int to = i * line(width);
            if (top + i >= shape.outHeight()) {
                Arrays.fill(pixels, to, to + used * width, 0);
                continue;
            }
            int from = plane + (top + i) * shape.outWidth();
            int filter = 0;
            for (; filter <= count - 4; filter += 4) {
                Runs.interleave(g, from + filter * shape.outPlane(), shape.outPlane(), shape.outWidth(), pixels,
                        to + filter, width);
            }
            for (; filter < count; filter++) {
                Runs.spread(g, from + filter * shape.outPlane(), 1, shape.outWidth(), pixels, to + filter, width);
            }
        }
    }

    private void down(int width) {
        int line = line(width);
        for (int j = 0; j < line; j += LANES) {
            transform(FloatVector.fromArray(SPECIES, pixels, j), FloatVector.fromArray(SPECIES, pixels, j + line),
                    FloatVector.fromArray(SPECIES, pixels, j + 2 * line),
                    FloatVector.fromArray(SPECIES, pixels, j + 3 * line), lines, j, line);
        }
    }

    /** Vectors may reach past the panel's width; what they leave there is overwritten by the next tile. */
    private void along(int width, float[] to, int first, int cellStep) {
        for (int i = 0; i < IN; i++) {
            for (int tile = 0; tile < shape.tileColumns(); tile++) {
                int from = i * line(width) + tile * OUT * width;
                for (int lane = 0; lane < width; lane += LANES) {
                    transform(FloatVector.fromArray(SPECIES, lines, from + lane),
                            FloatVector.fromArray(SPECIES, lines, from + width + lane),
                            FloatVector.fromArray(SPECIES, lines, from + 2 * width + lane),
                            FloatVector.fromArray(SPECIES, lines, from + 3 * width + lane), to,
                            first + tile * width + i * IN * cellStep + lane, cellStep);
                }
            }
        }
    }

    /** A·g, its six rows {@code step} apart. */
    private static void transform(FloatVector g0, FloatVector g1, FloatVector g2, FloatVector g3, float[] to, int at,
            int step) {
        var nearEven = g2.fma(all(A2), g0);
        var nearOdd = g3.fma(all(A3), g1.mul(A));
        var farEven = g2.fma(all(B2), g0);
        var farOdd = g3.fma(all(B3), g1.mul(B));
        g0.intoArray(to, at);
        nearEven.add(nearOdd).intoArray(to, at + step);
        nearEven.sub(nearOdd).intoArray(to, at + 2 * step);
        farEven.add(farOdd).intoArray(to, at + 3 * step);
        farEven.sub(farOdd).intoArray(to, at + 4 * step);
        g3.intoArray(to, at + 5 * step);
    }
}
