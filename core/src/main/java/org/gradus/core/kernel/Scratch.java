package org.gradus.core.kernel;

/**
 * A thread's working memory for matrix products, kept from one to the next. Every use has its own buffer, so that a task
 * running on the thread that asked for it does not disturb what that thread shares with the others.
 */
final class Scratch {

    /**
     * Where data begins in a buffer: vectors that span two cache lines cost a tenth of the speed. Arrays that are humongous
     * to the garbage collector begin at a cache line, and their elements 16 bytes later.
     */
    static final int ALIGNED = 12;

    /** What is humongous to G1 with a heap of up to 16 GiB; nothing below a page of it is worth the room. */
    private static final int HUMONGOUS = 1 << 20;
    private static final int WORTH_ALIGNING = 1 << 14;
    private static final int LARGEST_KEPT = 1 << 23;
    private static final ThreadLocal<Scratch> LOCAL = ThreadLocal.withInitial(Scratch::new);

    /** The uses of a buffer. */
    enum Use {
        /** Panels of A, of the task at hand. */
        ROWS,
        /** Panels of B, of the task at hand. */
        COLUMNS,
        /** All panels of A, for all tasks. */
        SHARED_ROWS,
        /** All panels of B, for all tasks. */
        SHARED_COLUMNS,
        /** Products of parts of k, for all tasks. */
        PARTIAL,
        /** One tile at the edge of C. */
        TILE,
        /** Products of the task at hand that are added up elsewhere. */
        TERMS;

        private boolean isReadByVectors() {
            return this == COLUMNS || this == SHARED_COLUMNS;
        }
    }

    private final float[][] buffers = new float[Use.values().length][0];

    private Scratch() {}

    /** A buffer of at least {@link #ALIGNED} + {@code length} elements, holding anything. */
    static float[] buffer(Use use, int length) {
        float[][] buffers = LOCAL.get().buffers;
        float[] buffer = buffers[use.ordinal()];
        int needed = Math.addExact(length, ALIGNED);
        if (buffer.length >= needed) {
            return buffer;
        }
        boolean align = use.isReadByVectors() && needed > WORTH_ALIGNING;
        float[] larger = new float[align ? Math.max(needed, HUMONGOUS) : needed];
        if (larger.length <= LARGEST_KEPT) {
            buffers[use.ordinal()] = larger;
        }
        return larger;
    }
}
