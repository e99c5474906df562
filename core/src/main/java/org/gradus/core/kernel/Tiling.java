package org.gradus.core.kernel;

/**
 * How a product is split into tasks, by its sizes alone.
 *
 * @param rows panels of A in a block of C
 * @param columns panels of B in a block of C
 * @param depth how far along k a task goes at a time, a slice
 * @param partSlices slices in a part of k; the products of the parts are added up afterwards
 */
record Tiling(int rows, int rowBlocks, int columns, int columnBlocks, int depth, int slices, int partSlices,
        int parts) {

    /** The longest slice of k: a panel of A this long stays in the first cache. */
    private static final int MOST_DEPTH = 512;

    /** Multiply-adds that are worth a task. */
    static final long TASK = 1 << 20;

    /** The tasks that a product is split into if it is large enough; more than processors, so that none waits long. */
    private static final int TASKS = 32;

    /** Parts of a long k, and how long they are at least: each costs another C. */
    private static final int PARTS = 16;
    private static final int SHORTEST_PART = 640;

    /** How much longer than C's sides k is, for it to be cut into parts. */
    private static final int FLAT = 8;

    /** Rows and columns of C that a task may go through at a time so that its panels stay in the second cache. */
    private static final int MOST_ROWS = 480;
    private static final int MOST_COLUMNS = 512;

    /** The blocks are not cut any smaller, since packing an operand for each would take its share of the time. */
    private static final int FEWEST_ROWS = 48;
    private static final int FEWEST_COLUMNS = 64;

    /** An operand up to this size is packed as a whole if need be. */
    private static final long SMALL = 1 << 22;

    /** A task for each part of k. */
    static Tiling undivided(Product product, int parts) {
        return of(product, product.rowPanels().count(), product.columnPanels().count(), parts);
    }

    private static Tiling of(Product product, int rows, int columns, int parts) {
        int depth = Math.ceilDiv(product.k(), Math.max(1, Math.ceilDiv(product.k(), MOST_DEPTH)));
        int slices = depth == 0 ? 1 : Math.ceilDiv(product.k(), depth);
        int partSlices = Math.ceilDiv(slices, parts);
        return new Tiling(rows, Math.ceilDiv(product.rowPanels().count(), rows),
                columns, Math.ceilDiv(product.columnPanels().count(), columns),
                depth, slices, partSlices, Math.ceilDiv(slices, partSlices));
    }

    /**
     * The parts that k is cut into where C alone is too small for many tasks. They decide in which order an element is summed,
     * and therefore depend on nothing but the sizes, not even on the length of the machine's vectors.
     */
    private static int parts(Product product) {
        if (product.k() / FLAT < Math.max(product.m(), product.n())) {
            return 1;
        }
        long worth = Math.min(product.work() / TASK, product.k() / SHORTEST_PART);
        return Math.clamp(worth, 1, PARTS);
    }

    /** The tasks of a product. */
    static Tiling of(Product product) {
        int parts = parts(product);
        if (product.work() <= TASK || parts == PARTS) {
            return undivided(product, parts);
        }
        int m = product.m();
        int n = product.n();
        int k = product.k();
        boolean splitRows = (long) n * k <= SMALL || m > n;
        boolean splitColumns = (long) m * k <= SMALL || m <= n;
        int rows = splitRows ? Math.min(m, MOST_ROWS) : m;
        int columns = splitColumns ? Math.min(n, MOST_COLUMNS) : n;
        while (blocks(m, rows, n, columns) * parts < TASKS && (long) rows * columns * k >= 2 * parts * TASK) {
            boolean canSplitRows = splitRows && rows >= 2 * FEWEST_ROWS;
            boolean canSplitColumns = splitColumns && columns >= 2 * FEWEST_COLUMNS;
            if (canSplitColumns && (columns >= rows || !canSplitRows)) {
                columns = Math.ceilDiv(columns, 2);
            } else if (canSplitRows) {
                rows = Math.ceilDiv(rows, 2);
            } else {
                break;
            }
        }
        return of(product, rows == m ? product.rowPanels().count() : Math.ceilDiv(rows, MicroKernels.ROWS),
                Math.ceilDiv(columns, MicroKernels.COLUMNS), parts);
    }

    private static int blocks(int m, int rows, int n, int columns) {
        return Math.ceilDiv(m, rows) * Math.ceilDiv(n, columns);
    }

    /** The number of tasks. */
    int tasks() {
        return parts * rowBlocks * columnBlocks;
    }
}
