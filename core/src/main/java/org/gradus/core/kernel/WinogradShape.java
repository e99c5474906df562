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

    /** Transformed elements of a block, in all channels, that should be worked on at a time. */
    private static final int MOST_ELEMENTS = 1 << 21;

    /** Tasks that there should be. */
    private static final int TASKS = 6;

    /** Tiles a channel up to which stages, which read everything once, take less time than blocks, which stay in the caches. */
    private static final long STAGED_TILES = 8;

    /** Elements that all transformed tiles, and likewise all products, may have for stages. */
    private static final int MOST_STAGED = 15 << 20;

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

    /** Whether to work in stages, on all tiles at a time, and not in blocks. It depends on sizes alone, not on the machine's vectors. */
    boolean inStages() {
        return tiles() <= STAGED_TILES * channels && fits();
    }

    /** Whether blocks are too few to be tasks. */
    boolean hasFewBlocks() {
        return blocks() < TASKS && fits();
    }

    /** Whether all that is transformed of all tiles fits into memory that is kept. */
    private boolean fits() {
        long most = Math.max(tiles(), Math.min(channels, filters));
        return CELLS * most * Math.max(channels, filters) <= MOST_STAGED;
    }

    /** Tiles of all images. */
    long tiles() {
        return (long) allRows() * tileColumns();
    }
}
