package org.gradus.core.kernel;

/**
 * Walks over output pixels of a batch, a run of neighbours at a time: in one row of one image, and with windows that lie
 * inside the input along the width, or, each of them, do not.
 */
final class PixelRuns {

    private final ConvGeometry geometry;
    private final int firstChannel;
    private final int start;
    private final int end;
    private final int firstInside;
    private final int endInside;
    private int pixel;
    private int count;
    private int slice;
    private int row;
    private int column;
    private int origin;
    private boolean columnsInside;

    /** The pixels {@code start} … start+count−1, numbered over all images; begin with {@link #next}. */
    PixelRuns(ConvGeometry geometry, int group, int start, int count) {
        this.geometry = geometry;
        this.firstChannel = group * geometry.groupChannels();
        this.start = start;
        this.end = start + count;
        WindowAxis width = geometry.width();
        firstInside = width.firstInside(0);
        endInside = Math.max(firstInside, width.endInside(width.kernel() - 1));
        pixel = start;
    }

    /** Goes on to the next run, if there is one. */
    boolean next() {
        pixel += count;
        if (pixel >= end) {
            return false;
        }
        WindowAxis h = geometry.height();
        WindowAxis w = geometry.width();
        int image = pixel / geometry.outCells();
        int inImage = pixel - image * geometry.outCells();
        int line = inImage / w.out();
        int j = inImage - line * w.out();
        int limit = j < firstInside ? firstInside : j < endInside ? endInside : w.out();
        columnsInside = j >= firstInside && j < endInside;
        count = Math.min(end - pixel, limit - j);
        slice = geometry.depth().at(line / h.out(), 0);
        row = h.at(line % h.out(), 0);
        column = w.at(j, 0);
        origin = (image * geometry.channels() + firstChannel) * geometry.inCells()
                + (slice * h.in() + row) * w.in() + column;
        return true;
    }

    /** Pixels before this run. */
    int done() {
        return pixel - start;
    }

    /** Pixels of this run. */
    int count() {
        return count;
    }

    /** Where the first pixel's window begins in x, in the group's first channel; in the padding that may be anywhere. */
    int origin() {
        return origin;
    }

    /** Whether all windows lie inside the input along the width. */
    boolean columnsInside() {
        return columnsInside;
    }

    /** Whether all windows lie inside the input. */
    boolean isInside() {
        return columnsInside && geometry.height().holds(row) && geometry.depth().holds(slice);
    }

    /** Whether the cells of this run that many slices behind, and rows below, the window's first lie inside. */
    boolean hasRow(int behind, int below) {
        return slice + behind >= 0 && slice + behind < geometry.depth().in() && row + below >= 0
                && row + below < geometry.height().in();
    }

    /** Whether the cell of one of the run's pixels that many columns right of its window's first lies inside. */
    boolean hasColumn(int index, int right) {
        int at = column + index * geometry.width().stride() + right;
        return at >= 0 && at < geometry.width().in();
    }
}
