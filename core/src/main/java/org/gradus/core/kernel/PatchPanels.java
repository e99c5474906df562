package org.gradus.core.kernel;

/**
 * The patches of a batch of images, straight from x [batch, channels, …], for one group of a convolution.
 *
 * <p>
 * They make up a matrix with a column for every output pixel of every image and a row for every tap: the group's filters
 * multiplied by it give y. Taps in the padding are zeros.
 *
 * @param byPixel whether panels hold pixels side by side and taps run along k; otherwise the other way round
 */
record PatchPanels(float[] x, ConvGeometry geometry, int group, Taps taps, boolean byPixel) implements PanelSource {

    @Override
    public void pack(Part part, float[] to, int at) {
        if (byPixel) {
            PixelRuns run = new PixelRuns(geometry, group, part.first(), part.count());
            while (run.next()) {
                packPixels(run, part, to, at + run.done());
            }
        } else {
            PixelRuns run = new PixelRuns(geometry, group, part.start(), part.depth());
            while (run.next()) {
                packTaps(run, part, to, at + run.done() * part.width());
            }
        }
    }

    private void packPixels(PixelRuns run, Part part, float[] to, int at) {
        int stride = geometry.width().stride();
        if (run.isInside() && stride == 1) {
            Runs.copyAll(x, run.origin(), taps.offsets(), part.start(), run.count(), part.depth(), to, at,
                    part.width());
        } else {
            for (int p = 0; p < part.depth(); p++) {
                packTap(run, part.start() + p, to, at + p * part.width(), 1);
            }
        }
    }

    private void packTaps(PixelRuns run, Part part, float[] to, int at) {
        int i = 0;
        if (run.isInside() && geometry.width().stride() == 1) {
            for (; i <= part.count() - 4; i += 4) {
                Runs.interleave(x, run.origin(), taps.offsets(), part.first() + i, run.count(), to, at + i,
                        part.width());
            }
        }
        for (; i < part.count(); i++) {
            packTap(run, part.first() + i, to, at + i, part.width());
        }
    }

    /** to[at + s·step] = the tap of the run's pixel s, or zero where it is in the padding. */
    private void packTap(PixelRuns run, int tap, float[] to, int at, int step) {
        int stride = geometry.width().stride();
        int from = run.origin() + taps.offsets()[tap];
        boolean rowInside = run.hasRow(taps.slices()[tap], taps.rows()[tap]);
        if (rowInside && run.columnsInside()) {
            Runs.spread(x, from, stride, run.count(), to, at, step);
        } else {
            for (int s = 0; s < run.count(); s++) {
                boolean inside = rowInside && run.hasColumn(s, taps.columns()[tap]);
                to[at + s * step] = inside ? x[from + s * stride] : 0;
            }
        }
    }
}
