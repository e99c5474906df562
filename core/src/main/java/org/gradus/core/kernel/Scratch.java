package org.gradus.core.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * A thread's working memory for matrix products, kept from one to the next. Every use has its own buffer, so that a task
 * running on the thread that asked for it does not disturb what that thread shares with the others.
 */
final class Scratch {

    /** The longest buffer that is kept. */
    static final int LARGEST_KEPT = 1 << 24;

    /** Bytes of a cache line: vectors that span two cost a tenth of the speed. */
    private static final int CACHE_LINE = 64;
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
        /** One panel of B on its way to where all of them lie. */
        PANEL,
        /** One tile at the edge of C. */
        TILE,
        /** Products of the task at hand that are added up elsewhere. */
        TERMS,
        /** Such products of all tasks. */
        SHARED_TERMS
    }

    private final float[][] buffers = new float[Use.values().length][0];
    private final MemorySegment[] aligned = new MemorySegment[Use.values().length];

    private Scratch() {
        Arrays.fill(aligned, MemorySegment.NULL);
    }

    /** A buffer of at least {@code length} elements, holding anything. */
    static float[] buffer(Use use, int length) {
        float[][] buffers = LOCAL.get().buffers;
        float[] buffer = buffers[use.ordinal()];
        if (buffer.length >= length) {
            return buffer;
        }
        float[] larger = new float[length];
        if (length <= LARGEST_KEPT) {
            buffers[use.ordinal()] = larger;
        }
        return larger;
    }

    /**
     * Memory for at least {@code length} elements that begins at a cache line, holding anything. No array is sure to begin at
     * one, and so it lies outside the heap; the garbage collector frees it with its thread.
     */
    static MemorySegment aligned(Use use, long length) {
        MemorySegment[] segments = LOCAL.get().aligned;
        MemorySegment segment = segments[use.ordinal()];
        long bytes = length * Float.BYTES;
        if (segment.byteSize() >= bytes) {
            return segment;
        }
        MemorySegment larger = Arena.ofAuto().allocate(bytes, CACHE_LINE);
        if (length <= LARGEST_KEPT) {
            segments[use.ordinal()] = larger;
        }
        return larger;
    }
}
