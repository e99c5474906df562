package org.gradus.core.kernel;

/**
 * The patches of a batch of images, straight from x [batch, channels, height.in, width.in], for one group of a convolution.
 *
 * <p>
 * They make up a matrix with a column for every output pixel of every image and a row for every tap, that is for every
 * channel of the group and cell of the kernel: the group's filters multiplied by it give y. Taps in the padding are zeros.
 *
 * @param byPixel whether panels hold pixels side by side and taps run along k; otherwise the other way round
 */
record PatchPanels(float[] x, Conv2dGeometry geometry, int group, boolean byPixel) implements PanelSource {

    @Override
    public void pack(Part part, float[] to, int at) {
        int pixels = byPixel ? part.count() : part.depth();
        int pixelStep = byPixel ? 1 : part.width();
        int firstPixel = byPixel ? part.first() : part.start();
        int width = geometry.width().out();
        for (int done = 0; done < pixels;) {
            int pixel = firstPixel + done;
            int run = Math.min(pixels - done, width - pixel % width);
            if (byPixel) {
                packRun(pixel, run, part.start(), part.depth(), to, at + done, 1, part.width());
            } else {
                packRun(pixel, run, part.first(), part.count(), to, at + done * pixelStep, pixelStep, 1);
            }
            done += run;
        }
        Panels.clear(part, to, at);
    }

    /** to[at + s·pixelStep + t·tapStep] = tap firstTap+t of pixel pixel+s; all pixels are in one row of one image. */
    private void packRun(int pixel, int pixels, int firstTap, int taps, float[] to, int at, int pixelStep,
            int tapStep) {
        WindowAxis h = geometry.height();
        WindowAxis w = geometry.width();
        int image = pixel / geometry.outPlane();
        int row = h.at(pixel % geometry.outPlane() / w.out(), 0);
        int column = w.at(pixel % w.out(), 0);
        int channel = group * geometry.groupChannels() + firstTap / geometry.kernelPlane();
        int r = firstTap % geometry.kernelPlane() / w.kernel();
        int q = firstTap % w.kernel();
        int plane = (image * geometry.channels() + channel) * geometry.inPlane();
        for (int t = 0; t < taps; t++) {
            int y = row + r * h.dilation();
            int target = at + t * tapStep;
            if (y < 0 || y >= h.in()) {
                clear(to, target, pixelStep, 0, pixels);
            } else {
                copyRow(plane + y * w.in(), column + q * w.dilation(), to, target, pixelStep, pixels);
            }
            q++;
            if (q == w.kernel()) {
                q = 0;
                r++;
            }
            if (r == h.kernel()) {
                r = 0;
                plane += geometry.inPlane();
            }
        }
    }

    /** to[at + s·step] = the cell at column + s·stride of a row of x, or zero where that is outside. */
    private void copyRow(int rowAt, int column, float[] to, int at, int step, int count) {
        WindowAxis w = geometry.width();
        int stride = w.stride();
        int first = 0;
        int end = count;
        if (column < 0 || column + (count - 1) * stride >= w.in()) {
            first = Math.min(count, Math.ceilDiv(Math.max(0, -column), stride));
            end = Math.max(first, Math.min(count, Math.ceilDiv(w.in() - column, stride)));
            clear(to, at, step, 0, first);
            clear(to, at, step, end, count);
        }
        int from = rowAt + column;
        if (stride == 1 && step == 1) {
            Runs.copy(x, from + first, to, at + first, end - first);
        } else {
            for (int s = first; s < end; s++) {
                to[at + s * step] = x[from + s * stride];
            }
        }
    }

    private static void clear(float[] to, int at, int step, int from, int end) {
        for (int s = from; s < end; s++) {
            to[at + s * step] = 0;
        }
    }
}
