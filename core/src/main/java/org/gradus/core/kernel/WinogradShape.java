package org.gradus.core.kernel;

/**
 * A 3×3 correlation of stride 1 cut into tiles of 4×4 outputs, which see 6×6 inputs each; images x [batch, channels, height,
 * width] → y [batch, filters, height + 2·padding − 2, width + 2·padding − 2].
 *
 * <p>
 * Tiles are numbered along the rows of all images. So many of their rows make up a block, which a task works on.
 */
record WinogradShape(int batch, int channels, int filters, int height, int width, int padding) {

    /** The side of a tile of outputs, and of the inputs that it sees. */
    static final int OUT = 4;
    static final int IN = 6;

    /** Elements of a transformed tile. */
    static final int CELLS = IN * IN;

    /** Tiles of a block that there should be at most. */
    private static final int MOST_TILES = 256;

    /** As few tiles as these are one block: the filters' panels are read once then. */
    private static final int FEW_TILES = 128;

    /** Transformed elements of a block, in all channels, that should be worked on at a time. */
    private static final int MOST_ELEMENTS = 1 << 21;

    /** Elements left empty behind the panels of each cell: multiples of 4096 bytes would all compete for the same cache lines. */
    static final int GAP = MicroKernels.COLUMNS;

    int outHeight() {
        return height + 2 * padding - 2;
    }

    int outWidth() {
        return width + 2 * padding - 2;
    }

    int inPlane() {
        return height * width;
    }

    int outPlane() {
        return outHeight() * outWidth();
    }

    /** Rows of tiles in an image. */
    int tileRows() {
        return Math.ceilDiv(outHeight(), OUT);
    }

    /** Tiles in a row. */
    int tileColumns() {
        return Math.ceilDiv(outWidth(), OUT);
    }

    /** Rows of tiles in all images. */
    int allRows() {
        return batch * tileRows();
    }

    /**
     * Rows of tiles in a block: as many as leave the least of the last panel empty, among those few enough for the second
     * cache, or else one. The length of vectors does not matter to the results.
     */
    int rowsOfBlock() {
        if (allRows() * tileColumns() <= FEW_TILES) {
            return allRows();
        }
        int best = 1;
        for (int rows = 2; rows <= allRows() && rows * tileColumns() <= MOST_TILES
                && (long) CELLS * channels * rows * tileColumns() <= MOST_ELEMENTS; rows++) {
            if (emptiness(rows) <= emptiness(best)) {
                best = rows;
            }
        }
        return best;
    }

    /** The tiles in a block's panels by those that are used. */
    private double emptiness(int rows) {
        int tiles = rows * tileColumns();
        return (double) Math.ceilDiv(tiles, MicroKernels.COLUMNS) * MicroKernels.COLUMNS / tiles;
    }

    /** Blocks. */
    int blocks() {
        return Math.ceilDiv(allRows(), rowsOfBlock());
    }
}
