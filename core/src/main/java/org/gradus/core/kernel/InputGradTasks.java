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

    /** Tasks that there should be, if images and channels allow it. */
    private static final int TASKS = 32;

    private final float[] g;
    private final float[] weight;
    private final float[] x;
    private final Conv2dGeometry geometry;
    private final int channelsEach;
    private final int channelBlocks;
    private final int pixelsEach;
    private final int imagesEach;
    private final int imageBlocks;

    InputGradTasks(float[] g, float[] weight, float[] x, Conv2dGeometry geometry) {
        this.g = g;
        this.weight = weight;
        this.x = x;
        this.geometry = geometry;
        channelsEach = Math.max(1, TERM_TAPS / geometry.kernelPlane());
        channelBlocks = Math.ceilDiv(geometry.groupChannels(), channelsEach);
        int taps = channelsEach * geometry.kernelPlane();
        pixelsEach = Math.max(MicroKernels.COLUMNS, TERM_PIXELS * TERM_TAPS / Math.max(TERM_TAPS, taps));
        int blocksOfImage = Math.max(1, geometry.groups() * channelBlocks);
        int imagesForTasks = Math.max(1, geometry.batch() * blocksOfImage / TASKS);
        imagesEach = Math.max(1, Math.min(imagesForTasks, pixelsEach / geometry.outPlane()));
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
        int end = (image + images) * geometry.outPlane();
        for (int pixel = image * geometry.outPlane(); pixel < end; pixel += pixelsEach) {
            int pixels = Math.min(end - pixel, pixelsEach);
            addTerms(terms(group, channel, channels, pixel, pixels),
                    group * geometry.groupChannels() + channel, channels, pixel, pixels);
        }
    }

    private void clear(int image, int images, int channel, int channels) {
        for (int i = image; i < image + images; i++) {
            int from = (i * geometry.channels() + channel) * geometry.inPlane();
            Arrays.fill(x, from, from + channels * geometry.inPlane(), 0);
        }
    }

    /** Σ over filters of w[filter, tap] · g[filter, pixel], for the taps of these channels of the group by these pixels. */
    private float[] terms(int group, int channel, int channels, int pixel, int pixels) {
        int taps = geometry.groupChannels() * geometry.kernelPlane();
        int filters = geometry.groupFilters();
        int rows = channels * geometry.kernelPlane();
        float[] terms = Scratch.buffer(Use.TERMS, rows * pixels);
        int weightAt = group * filters * taps + channel * geometry.kernelPlane();
        VectorGemm.runAlone(Product.of(rows, pixels, filters,
                new MatrixPanels(new MatrixView(weight, weightAt, Steps.even(1), Steps.even(taps))),
                new MatrixPanels(GemmConv2d.outputs(g, geometry, group).transpose()).from(pixel),
                MatrixView.rowMajor(terms, 0, pixels)));
        return terms;
    }

    private void addTerms(float[] terms, int channel, int channels, int pixel, int pixels) {
        int kernelPlane = geometry.kernelPlane();
        int kernelWidth = geometry.width().kernel();
        for (int tap = 0; tap < channels * kernelPlane; tap++) {
            int cell = tap % kernelPlane;
            addTerms(terms, tap * pixels, channel + tap / kernelPlane, cell / kernelWidth, cell % kernelWidth, pixel,
                    pixels);
        }
    }

    /** Adds one tap's terms, a row of output pixels at a time. */
    private void addTerms(float[] terms, int at, int channel, int r, int q, int pixel, int pixels) {
        WindowAxis h = geometry.height();
        WindowAxis w = geometry.width();
        int from = w.firstInside(q);
        int end = w.endInside(q);
        for (int done = 0; done < pixels;) {
            int image = (pixel + done) / geometry.outPlane();
            int i = (pixel + done) % geometry.outPlane() / w.out();
            int j = (pixel + done) % w.out();
            int run = Math.min(pixels - done, w.out() - j);
            int row = h.at(i, r);
            int first = Math.max(j, from);
            int count = Math.min(j + run, end) - first;
            if (row >= 0 && row < h.in() && count > 0) {
                int to = ((image * geometry.channels() + channel) * h.in() + row) * w.in() + w.at(first, q);
                addRow(terms, at + done + first - j, to, count);
            }
            done += run;
        }
    }

    private void addRow(float[] terms, int from, int to, int count) {
        int stride = geometry.width().stride();
        if (stride == 1) {
            Runs.add(terms, from, x, to, count);
        } else {
            for (int t = 0; t < count; t++) {
                x[to + t * stride] += terms[from + t];
            }
        }
    }
}
