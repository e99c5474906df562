package org.gradus.core.kernel;

import static org.gradus.core.kernel.WinogradPoints.A;
import static org.gradus.core.kernel.WinogradPoints.A2;
import static org.gradus.core.kernel.WinogradPoints.AT_0;
import static org.gradus.core.kernel.WinogradPoints.AT_A;
import static org.gradus.core.kernel.WinogradPoints.AT_B;
import static org.gradus.core.kernel.WinogradPoints.B;
import static org.gradus.core.kernel.WinogradPoints.B2;
import static org.gradus.core.kernel.WinogradPoints.all;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.gradus.core.kernel.Scratch.Use;

/**
 * Filters of 3×3 transformed for {@link Winograd}, U = G·g·Gᵀ of 6×6 cells, as panels of a product's left operand: for each
 * cell and each panel of filters one number a channel and filter.
 */
final class WinogradFilters {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int KERNEL = 3;
    private static final int TAPS = KERNEL * KERNEL;
    private static final int IN = WinogradShape.IN;

    private final boolean turned;
    private final int channels;
    private final Panels panels;
    private final int cellStep;
    private final float[] packed;

    private WinogradFilters(MatrixView taps, int filters, int channels, boolean turned) {
        this.turned = turned;
        this.channels = channels;
        panels = Panels.ofRows(new MatrixPanels(taps), filters);
        cellStep = panels.padded() * channels + WinogradShape.GAP;
        packed = Scratch.buffer(Use.SHARED_ROWS, WinogradShape.CELLS * cellStep);
        Parallel.run(panels.count(), this::transform);
    }

    /** The filters w [filters, channels, 3, 3]. */
    static WinogradFilters of(float[] weight, int filters, int channels) {
        return new WinogradFilters(MatrixView.rowMajor(weight, 0, channels * TAPS), filters, channels, false);
    }

    /** Filters whose correlation is the transpose of that of w [filters, channels, 3, 3]: turned by 180°, channels for filters. */
    static WinogradFilters transposed(float[] weight, int filters, int channels) {
        var taps = new MatrixView(weight, 0, Steps.even(TAPS), new Steps(TAPS, 1, channels * TAPS));
        return new WinogradFilters(taps, channels, filters, true);
    }

    Panels panels() {
        return panels;
    }

    /** The transformed filters: the panel of a cell begins at {@link #at}, one step a channel. */
    float[] packed() {
        return packed;
    }

    int at(int cell, int panel) {
        return cell * cellStep + panels.start(panel) * channels;
    }

    /** Transforms the filters of a panel side by side. */
    private void transform(int panel) {
        int width = panels.width(panel);
        float[] taps = Scratch.buffer(Use.ROWS, channels * TAPS * width + LANES);
        panels.pack(panel, panel + 1, 0, channels * TAPS, taps, 0);
        float[] columns = new float[IN * KERNEL * LANES];
        for (int first = 0; first < width; first += LANES) {
            transform(taps, width, first, columns, at(0, panel) + first);
        }
    }

    /** Transforms a vector of the filters of a panel. */
    private void transform(float[] taps, int width, int first, float[] columns, int to) {
        VectorMask<Float> inside = SPECIES.indexInRange(first, width);
        int last = turned ? TAPS - 1 : 0;
        int step = turned ? -width : width;
        for (int channel = 0; channel < channels; channel++) {
            int at = (channel * TAPS + last) * width + first;
            for (int s = 0; s < KERNEL; s++) {
                transform(FloatVector.fromArray(SPECIES, taps, at + s * step),
                        FloatVector.fromArray(SPECIES, taps, at + (s + KERNEL) * step),
                        FloatVector.fromArray(SPECIES, taps, at + (s + 2 * KERNEL) * step), columns, s * LANES,
                        KERNEL * LANES);
            }
            for (int i = 0; i < IN; i++) {
                int row = i * KERNEL * LANES;
                store(FloatVector.fromArray(SPECIES, columns, row),
                        FloatVector.fromArray(SPECIES, columns, row + LANES),
                        FloatVector.fromArray(SPECIES, columns, row + 2 * LANES),
                        to + i * IN * cellStep + channel * width,
                        inside);
            }
        }
    }

    /** G·g, its six rows {@code step} apart. */
    private static void transform(FloatVector g0, FloatVector g1, FloatVector g2, float[] to, int at, int step) {
        var near = g2.fma(all(A2), g0).mul(AT_A);
        var nearOdd = g1.mul(A * AT_A);
        var far = g2.fma(all(B2), g0).mul(AT_B);
        var farOdd = g1.mul(B * AT_B);
        g0.mul(AT_0).intoArray(to, at);
        near.add(nearOdd).intoArray(to, at + step);
        near.sub(nearOdd).intoArray(to, at + 2 * step);
        far.add(farOdd).intoArray(to, at + 3 * step);
        far.sub(farOdd).intoArray(to, at + 4 * step);
        g2.intoArray(to, at + 5 * step);
    }

    /**
     * The same into the panels of six cells, whose ends a mask spares: one method that takes a mask for both is compiled to
     * many times as slow a one.
     */
    private void store(FloatVector g0, FloatVector g1, FloatVector g2, int at, VectorMask<Float> inside) {
        var near = g2.fma(all(A2), g0).mul(AT_A);
        var nearOdd = g1.mul(A * AT_A);
        var far = g2.fma(all(B2), g0).mul(AT_B);
        var farOdd = g1.mul(B * AT_B);
        g0.mul(AT_0).intoArray(packed, at, inside);
        near.add(nearOdd).intoArray(packed, at + cellStep, inside);
        near.sub(nearOdd).intoArray(packed, at + 2 * cellStep, inside);
        far.add(farOdd).intoArray(packed, at + 3 * cellStep, inside);
        far.sub(farOdd).intoArray(packed, at + 4 * cellStep, inside);
        g2.intoArray(packed, at + 5 * cellStep, inside);
    }
}
