package org.gradus.core.kernel;

/** Splits a loop over many elements into tasks of a fixed number of them, whatever the number of threads. */
final class Chunks {

    /** The elements of a task where each costs about what it takes to load it: fewer are not worth waking a thread. */
    static final int CHEAP = 32 * 1024;
    /** The elements of a task where each costs a call or a branch: some ten microseconds of them. */
    private static final int COSTLY = 4 * 1024;

    private Chunks() {}

    /** The elements {@code from} … {@code to − 1} of a loop. */
    interface Body {
        void run(int from, int to);
    }

    /** Runs the loop over 0…length−1 in chunks of a size that suits a body which calls a function for each element. */
    static void run(int length, Body body) {
        run(length, COSTLY, body);
    }

    /**
     * Runs the loop over 0…length−1 in chunks of {@code size}, the last perhaps shorter, on several threads if there are
     * several; the body writes each element independently.
     */
    static void run(int length, int size, Body body) {
        if (length > size) {
            Parallel.run(Math.ceilDiv(length, size), chunk -> {
                int from = chunk * size;
                body.run(from, from + Math.min(size, length - from));
            });
        } else if (length > 0) {
            body.run(0, length);
        }
    }
}
