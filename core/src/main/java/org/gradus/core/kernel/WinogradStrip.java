package org.gradus.core.kernel;

import static org.gradus.core.kernel.WinogradPoints.A;
import static org.gradus.core.kernel.WinogradPoints.A2;
import static org.gradus.core.kernel.WinogradPoints.B;
import static org.gradus.core.kernel.WinogradPoints.B2;
import static org.gradus.core.kernel.WinogradPoints.CONSTANT;
import static org.gradus.core.kernel.WinogradPoints.LINEAR;
import static org.gradus.core.kernel.WinogradPoints.all;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Images transformed for {@link WinogradKernelGrad}, V = Bᵀ·d·B of every tile of 6×6 pixels d, as panels of a product's right
 * operand: channels side by side, tiles along k.
 */
final class WinogradStrip {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int COLUMNS = MicroKernels.COLUMNS;
    private static final int IN = WinogradShape.IN;
    private static final int OUT = WinogradShape.OUT;

    private final float[] x;
    private final WinogradShape shape;

    /** Pixels of a row that its tiles see. */
    private final int used;

    /** The rows that a row of tiles sees, of a panel of channels, which lie side by side; those of the padding are zeros. */
    private final float[] pixels;
    private final float[] lines;

    WinogradStrip(float[] x, WinogradShape shape) {
        this.x = x;
        this.shape = shape;
        used = OUT * shape.tileColumns() + 2;
        pixels = new float[IN * used * COLUMNS];
        lines = new float[IN * used * COLUMNS];
    }

    /**
     * Transforms rows of tiles of a panel of channels.
     *
     * @param at where the panel of the first cell begins
     * @param cellStep elements from one cell to the next
     */
    void transform(int firstRow, int rows, int panel, MemorySegment to, int at, int cellStep) {
        int channels = Math.min(COLUMNS, shape.channels() - panel * COLUMNS);
        clear(channels);
        for (int i = 0; i < rows; i++) {
            int image = (firstRow + i) / shape.tileRows();
            int top = (firstRow + i) % shape.tileRows() * OUT - shape.padding();
            read((image * shape.channels() + panel * COLUMNS) * shape.inPlane(), top, channels);
            down();
            along(to, at + i * shape.tileColumns() * COLUMNS, cellStep);
        }
    }

    /** Leaves no numbers of other channels where this panel has none. */
    private void clear(int channels) {
        if (channels < COLUMNS) {
            Arrays.fill(pixels, 0);
        }
    }

    private void read(int plane, int top, int channels) {
        int line = used * COLUMNS;
        int width = Math.min(shape.width(), used - shape.padding());
        for (int i = 0; i < IN; i++) {
            int row = top + i;
            if (row < 0 || row >= shape.height()) {
                Arrays.fill(pixels, i * line, (i + 1) * line, 0);
            } else {
                int from = plane + row * shape.width();
                int to = i * line + shape.padding() * COLUMNS;
                int channel = 0;
                for (; channel <= channels - 4; channel += 4) {
                    Runs.interleave(x, from + channel * shape.inPlane(), shape.inPlane(), width, pixels, to + channel,
                            COLUMNS);
                }
                for (; channel < channels; channel++) {
                    Runs.spread(x, from + channel * shape.inPlane(), 1, width, pixels, to + channel, COLUMNS);
                }
            }
        }
    }

    private void down() {
        int line = used * COLUMNS;
        for (int j = 0; j < line; j += LANES) {
            WinogradInput.transform(FloatVector.fromArray(SPECIES, pixels, j),
                    FloatVector.fromArray(SPECIES, pixels, j + line),
                    FloatVector.fromArray(SPECIES, pixels, j + 2 * line),
                    FloatVector.fromArray(SPECIES, pixels, j + 3 * line),
                    FloatVector.fromArray(SPECIES, pixels, j + 4 * line),
                    FloatVector.fromArray(SPECIES, pixels, j + 5 * line), lines, j, line);
        }
    }

    private void along(MemorySegment to, int first, int cellStep) {
        for (int i = 0; i < IN; i++) {
            for (int tile = 0; tile < shape.tileColumns(); tile++) {
                int from = (i * used + tile * OUT) * COLUMNS;
                long at = ((long) i * IN * cellStep + first + tile * COLUMNS) * Float.BYTES;
                along(from, to, at, (long) cellStep * Float.BYTES);
                along(from + LANES, to, at + LANES * (long) Float.BYTES, (long) cellStep * Float.BYTES);
            }
        }
    }

    private void along(int from, MemorySegment to, long at, long step) {
        var d0 = FloatVector.fromArray(SPECIES, lines, from);
        var d1 = FloatVector.fromArray(SPECIES, lines, from + COLUMNS);
        var d2 = FloatVector.fromArray(SPECIES, lines, from + 2 * COLUMNS);
        var d3 = FloatVector.fromArray(SPECIES, lines, from + 3 * COLUMNS);
        var d4 = FloatVector.fromArray(SPECIES, lines, from + 4 * COLUMNS);
        var d5 = FloatVector.fromArray(SPECIES, lines, from + 5 * COLUMNS);
        var nearEven = d2.fma(all(-B2), d4);
        var nearOdd = d1.fma(all(-B2), d3);
        var farEven = d2.fma(all(-A2), d4);
        var farOdd = d1.fma(all(-A2), d3);
        d0.fma(all(CONSTANT), d2.fma(all(LINEAR), d4)).intoMemorySegment(to, at, ORDER);
        nearOdd.fma(all(A), nearEven).intoMemorySegment(to, at + step, ORDER);
        nearOdd.fma(all(-A), nearEven).intoMemorySegment(to, at + 2 * step, ORDER);
        farOdd.fma(all(B), farEven).intoMemorySegment(to, at + 3 * step, ORDER);
        farOdd.fma(all(-B), farEven).intoMemorySegment(to, at + 4 * step, ORDER);
        d1.fma(all(CONSTANT), d3.fma(all(LINEAR), d5)).intoMemorySegment(to, at + 5 * step, ORDER);
    }
}
