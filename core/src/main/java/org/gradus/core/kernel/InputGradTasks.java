package org.gradus.core.kernel;

import java.util.Arrays;
import org.gradus.core.kernel.Scratch.Use;

/**
 * The tasks of a convolution's input gradient: wᵀ·g gives what every tap of every output pixel adds to x, and each task adds
 * it up for its own images' own channels.
 */
final class InputGradTasks {

    /** Terms that a task holds at a time, half a megabyte of them: so many taps by so many output pixels. */
    private static final int TERM_TAPS = 128;
    private static final int TERM_PIXELS = 1024;

    /** Pixels that a task holds at a time however many taps they have: as many as two of the longest vectors. */
    private static final int FEWEST_PIXELS = 32;

    /** Tasks that there should be, if images and channels allow it. */
    private static final int TASKS = 32;

    private final float[] g;
    private final float[] weight;
    private final float[] x;
    private final ConvGeometry geometry;
    private final Taps taps;
    private final int channelsEach;
    private final int channelBlocks;
    private final int pixelsEach;
    private final int imagesEach;
    private final int imageBlocks;

    InputGradTasks(float[] g, float[] weight, float[] x, ConvGeometry geometry) {
        this.g = g;
        this.weight = weight;
        this.x = x;
        this.geometry = geometry;
        taps = Taps.of(geometry);
        channelsEach = Math.max(1, TERM_TAPS / geometry.kernelCells());
        channelBlocks = Math.ceilDiv(geometry.groupChannels(), channelsEach);
        int tapsEach = channelsEach * geometry.kernelCells();
        pixelsEach = Math.max(FEWEST_PIXELS, TERM_PIXELS * TERM_TAPS / Math.max(TERM_TAPS, tapsEach));
        int blocksOfImage = Math.max(1, geometry.groups() * channelBlocks);
        int imagesForTasks = Math.max(1, geometry.batch() * blocksOfImage / TASKS);
        imagesEach = Math.max(1, Math.min(imagesForTasks, pixelsEach / geometry.outCells()));
        imageBlocks = Math.ceilDiv(geometry.batch(), imagesEach);
    }

    void run() {
        Parallel.run(imageBlocks * geometry.groups() * channelBlocks, this::runTask);
    }

    private void runTask(int task) {
        int group = task / channelBlocks % geometry.groups();
        int channel = task % channelBlocks * channelsEach;
        int channels = Math.min(geometry.groupChannels() - channel, channelsEach);
        int image = task / channelBlocks / geometry.groups() * imagesEach;
        int images = Math.min(geometry.batch() - image, imagesEach);
        clear(image, images, group * geometry.groupChannels() + channel, channels);
        int end = (image + images) * geometry.outCells();
        for (int pixel = image * geometry.outCells(); pixel < end; pixel += pixelsEach) {
            int pixels = Math.min(end - pixel, pixelsEach);
            addTerms(terms(group, channel, channels, pixel, pixels), group, channel, channels, pixel, pixels);
        }
    }

    private void clear(int image, int images, int channel, int channels) {
        for (int i = image; i < image + images; i++) {
            int from = (i * geometry.channels() + channel) * geometry.inCells();
            Arrays.fill(x, from, from + channels * geometry.inCells(), 0);
        }
    }

    /** Σ over filters of w[filter, tap] · g[filter, pixel], for the taps of these channels of the group by these pixels. */
    private float[] terms(int group, int channel, int channels, int pixel, int pixels) {
        int tapsOfGroup = geometry.groupChannels() * geometry.kernelCells();
        int filters = geometry.groupFilters();
        int rows = channels * geometry.kernelCells();
        float[] terms = Scratch.buffer(Use.TERMS, rows * pixels);
        int weightAt = group * filters * tapsOfGroup + channel * geometry.kernelCells();
        VectorGemm.runAlone(new Product(rows, pixels, filters,
                new MatrixPanels(new MatrixView(weight, weightAt, Steps.even(1), Steps.even(tapsOfGroup))),
                new MatrixPanels(GemmConv.outputs(g, geometry, group).transpose()).from(pixel),
                MatrixView.rowMajor(terms, 0, pixels)));
        return terms;
    }

    private void addTerms(float[] terms, int group, int channel, int channels, int pixel, int pixels) {
        int firstTap = channel * geometry.kernelCells();
        int count = channels * geometry.kernelCells();
        PixelRuns run = new PixelRuns(geometry, group, pixel, pixels);
        while (run.next()) {
            if (run.isInside() && geometry.width().stride() == 1) {
                Runs.addAll(terms, run.done(), pixels, run.count(), count, x, run.origin(), taps.offsets(), firstTap);
            } else {
                for (int i = 0; i < count; i++) {
                    addTap(run, firstTap + i, terms, i * pixels + run.done());
                }
            }
        }
    }

    /** Adds one tap's terms of a run of pixels, but for those in the padding. */
    private void addTap(PixelRuns run, int tap, float[] terms, int from) {
        if (!run.hasRow(taps.slices()[tap], taps.rows()[tap])) {
            return;
        }
        int stride = geometry.width().stride();
        int to = run.origin() + taps.offsets()[tap];
        for (int s = 0; s < run.count(); s++) {
            if (run.columnsInside() || run.hasColumn(s, taps.columns()[tap])) {
                x[to + s * stride] += terms[from + s];
            }
        }
    }
}
