package org.gradus.core.kernel;

import java.util.Arrays;

/**
 * A plan to move elements between two arrays: y[yStart + Σ iₔ·yStrideₔ] = x[xStart + Σ iₔ·xStrideₔ] over all indices.
 *
 * <p>
 * A stride may be 0 (x repeats) or negative (x is read backwards), so that slices, pads, permutations, flips, expansions
 * and concatenations of any element type are all this one loop. No two indices may lead to the same element of y.
 */
public final class StridedCopy {

    private final int[] sizes;
    private final int xStart;
    private final int[] xStrides;
    private final int yStart;
    private final int[] yStrides;

    /** The plan over these sizes; dimensions that are neighbours in both arrays are merged. */
    public StridedCopy(int[] sizes, int xStart, int[] xStrides, int yStart, int[] yStrides) {
        int[] mergedSizes = new int[sizes.length + 1];
        int[] mergedX = new int[sizes.length + 1];
        int[] mergedY = new int[sizes.length + 1];
        int last = -1;
        for (int d = 0; d < sizes.length; d++) {
            if (sizes[d] == 1) {
                continue;
            }
            boolean merges = last >= 0 && mergedX[last] == xStrides[d] * sizes[d]
                    && mergedY[last] == yStrides[d] * sizes[d];
            if (!merges) {
                last++;
            }
            mergedSizes[last] = merges ? mergedSizes[last] * sizes[d] : sizes[d];
            mergedX[last] = xStrides[d];
            mergedY[last] = yStrides[d];
        }
        if (last < 0) {
            mergedSizes[++last] = 1;
        }
        this.sizes = Arrays.copyOf(mergedSizes, last + 1);
        this.xStart = xStart;
        this.xStrides = Arrays.copyOf(mergedX, last + 1);
        this.yStart = yStart;
        this.yStrides = Arrays.copyOf(mergedY, last + 1);
    }

    /** Moves the elements, on several threads if they are many; both arrays are of the same primitive type. */
    public void run(Object x, Object y) {
        int length = sizes[sizes.length - 1];
        int rows = 1;
        for (int d = 0; d < sizes.length - 1; d++) {
            rows *= sizes[d];
        }
        if (length > 0) {
            Chunks.run(rows, Math.max(1, Chunks.CHEAP / length), (from, to) -> copyRows(x, y, from, to));
        }
    }

    private void copyRows(Object x, Object y, int first, int end) {
        int inner = sizes.length - 1;
        int[] index = new int[inner];
        int from = xStart;
        int to = yStart;
        int rest = first;
        for (int d = inner - 1; d >= 0; d--) {
            index[d] = rest % sizes[d];
            from += index[d] * xStrides[d];
            to += index[d] * yStrides[d];
            rest /= sizes[d];
        }
        for (int row = first; row < end; row++) {
            copyRow(x, from, xStrides[inner], y, to, yStrides[inner], sizes[inner]);
            int d = inner - 1;
            while (d >= 0 && index[d] == sizes[d] - 1) {
                from -= index[d] * xStrides[d];
                to -= index[d] * yStrides[d];
                index[d--] = 0;
            }
            if (d >= 0) {
                index[d]++;
                from += xStrides[d];
                to += yStrides[d];
            }
        }
    }

    private static void copyRow(Object x, int from, int stepX, Object y, int to, int stepY, int count) {
        if (stepX == 1 && stepY == 1) {
            System.arraycopy(x, from, y, to, count);
        } else if (stepX == 0 && stepY == 1) {
            fill(x, from, y, to, count);
        } else {
            step(x, from, stepX, y, to, stepY, count);
        }
    }

    private static void fill(Object x, int from, Object y, int to, int count) {
        switch (y) {
            case float[] target -> Arrays.fill(target, to, to + count, ((float[]) x)[from]);
            case double[] target -> Arrays.fill(target, to, to + count, ((double[]) x)[from]);
            case long[] target -> Arrays.fill(target, to, to + count, ((long[]) x)[from]);
            case boolean[] target -> Arrays.fill(target, to, to + count, ((boolean[]) x)[from]);
            default -> throw new AssertionError(y.getClass());
        }
    }

    private static void step(Object x, int from, int stepX, Object y, int to, int stepY, int count) {
        switch (y) {
            case float[] target -> {
                float[] source = (float[]) x;
                for (int i = 0; i < count; i++) {
                    target[to + i * stepY] = source[from + i * stepX];
                }
            }
            case double[] target -> {
                double[] source = (double[]) x;
                for (int i = 0; i < count; i++) {
                    target[to + i * stepY] = source[from + i * stepX];
                }
            }
            case long[] target -> {
                long[] source = (long[]) x;
                for (int i = 0; i < count; i++) {
                    target[to + i * stepY] = source[from + i * stepX];
                }
            }
            case boolean[] target -> {
                boolean[] source = (boolean[]) x;
                for (int i = 0; i < count; i++) {
                    target[to + i * stepY] = source[from + i * stepX];
                }
            }
            default -> throw new AssertionError(y.getClass());
        }
    }
}
