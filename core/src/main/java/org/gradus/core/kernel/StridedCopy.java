package org.gradus.core.kernel;

/**
 * A plan to move elements between two arrays: y[yStart + Σ iₔ·yStrideₔ] = x[xStart + Σ iₔ·xStrideₔ] over all indices.
 *
 * <p>
 * A stride may be 0 (x repeats) or negative (x is read backwards), so that slices, pads, permutations, flips, expansions
 * and concatenations of any element type are all this one loop.
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
        this.sizes = java.util.Arrays.copyOf(mergedSizes, last + 1);
        this.xStart = xStart;
        this.xStrides = java.util.Arrays.copyOf(mergedX, last + 1);
        this.yStart = yStart;
        this.yStrides = java.util.Arrays.copyOf(mergedY, last + 1);
    }

    /** Moves the elements; both arrays are of the same primitive type. */
    public void run(Object x, Object y) {
        for (int size : sizes) {
            if (size == 0) {
                return;
            }
        }
        int inner = sizes.length - 1;
        int[] index = new int[inner];
        int from = xStart;
        int to = yStart;
        while (true) {
            copyRow(x, from, xStrides[inner], y, to, yStrides[inner], sizes[inner]);
            int d = inner - 1;
            while (d >= 0 && index[d] == sizes[d] - 1) {
                from -= index[d] * xStrides[d];
                to -= index[d] * yStrides[d];
                index[d--] = 0;
            }
            if (d < 0) {
                return;
            }
            index[d]++;
            from += xStrides[d];
            to += yStrides[d];
        }
    }

    private static void copyRow(Object x, int from, int stepX, Object y, int to, int stepY, int count) {
        if (stepX == 1 && stepY == 1) {
            System.arraycopy(x, from, y, to, count);
            return;
        }
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
