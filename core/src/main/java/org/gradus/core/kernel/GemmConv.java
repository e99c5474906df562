package org.gradus.core.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Convolutions as matrix products over image patches, for every geometry; the patches are packed straight from the images and
 * never written out as a matrix.
 */
final class GemmConv implements ConvAlgorithm {

    /** Elements of the output that one task finishes. */
    private static final int TASK = 32 * 1024;

    @Override
    public boolean canDo(ConvGeometry g) {
        return true;
    }

    /** y = w·patches, one product for each group over the pixels of all images. */
    @Override
    public void conv(float[] x, float[] weight, float @Nullable [] bias, boolean relu, float[] y, ConvGeometry g) {
        int filters = g.groupFilters();
        int taps = g.groupChannels() * g.kernelCells();
        PatchSource patches = patches(x, g, true);
        VectorGemm.runAll(g.groups(), group -> new Product(filters, g.batch() * g.outCells(), taps,
                new MatrixPanels(MatrixView.rowMajor(weight, group * filters * taps, taps)),
                patches.of(group), outputs(y, g, group)));
        if (bias != null || relu) {
            finish(bias, relu, y, g);
        }
    }

    /** The bias is added when the sums are complete, so that the result is that of a convolution and an addition. */
    private static void finish(float @Nullable [] bias, boolean relu, float[] y, ConvGeometry g) {
        int planes = g.batch() * g.filters();
        int cells = g.outCells();
        int each = Math.max(1, TASK / Math.max(1, cells));
        Parallel.run(Math.ceilDiv(planes, each), task -> {
            for (int plane = task * each; plane < Math.min(planes, (task + 1) * each); plane++) {
                if (bias != null) {
                    Runs.add(bias[plane % g.filters()], y, plane * cells, cells);
                }
                if (relu) {
                    VectorElementwise.unary(UnaryFunction.RELU, y, y, plane * cells, (plane + 1) * cells);
                }
            }
        });
    }

    /** w̄ = g·patchesᵀ, one product for each group over the pixels of all images. */
    @Override
    public void convKernelGrad(float[] x, float[] g, float[] weight, ConvGeometry geometry) {
        int filters = geometry.groupFilters();
        int taps = geometry.groupChannels() * geometry.kernelCells();
        PatchSource patches = patches(x, geometry, false);
        VectorGemm.runAll(geometry.groups(), group -> new Product(filters, taps, geometry.batch() * geometry.outCells(),
                new MatrixPanels(outputs(g, geometry, group)), patches.of(group),
                MatrixView.rowMajor(weight, group * filters * taps, taps)));
    }

    /** Each task adds up the gradients of its own images' own channels. */
    @Override
    public void convInputGrad(float[] g, float[] weight, float[] x, ConvGeometry geometry) {
        new InputGradTasks(g, weight, x, geometry).run();
    }

    private interface PatchSource {
        PanelSource of(int group);
    }

    /** The patches as a product's right operand: taps by pixels, the latter in panels, or pixels by taps. */
    private static PatchSource patches(float[] x, ConvGeometry g, boolean byPixel) {
        if (isPointwise(g)) {
            return group -> new MatrixPanels(byPixel ? inputs(x, g, group).transpose() : inputs(x, g, group));
        }
        Taps taps = Taps.of(g);
        return group -> new PatchPanels(x, g, group, taps, byPixel);
    }

    /** Whether the patches are the input itself. */
    private static boolean isPointwise(ConvGeometry g) {
        return g.kernelCells() == 1 && isPlain(g.depth()) && isPlain(g.height()) && isPlain(g.width());
    }

    private static boolean isPlain(WindowAxis axis) {
        return axis.stride() == 1 && axis.padding() == 0 && axis.out() == axis.in();
    }

    /** A group's channels by the pixels of all images. */
    private static MatrixView inputs(float[] x, ConvGeometry g, int group) {
        return planes(x, group * g.groupChannels(), g.inCells(), g.channels());
    }

    /** A group's filters by the pixels of all images. */
    static MatrixView outputs(float[] y, ConvGeometry g, int group) {
        return planes(y, group * g.groupFilters(), g.outCells(), g.filters());
    }

    private static MatrixView planes(float[] data, int first, int plane, int planesOfImage) {
        return new MatrixView(data, first * plane, Steps.even(plane), new Steps(plane, 1, planesOfImage * plane));
    }
}
