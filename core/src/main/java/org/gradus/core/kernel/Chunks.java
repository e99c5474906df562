package org.gradus.core.kernel;

/** Splits a loop over many elements into tasks of a fixed number of them, whatever the number of threads. */
final class Chunks {

    /** Some ten microseconds of a function that is called for each element. */
    private static final int SIZE = 4 * 1024;

    private Chunks() {}

    /** The elements {@code from} … {@code to − 1} of a loop. */
    interface Body {
        void run(int from, int to);
    }

    /** Runs the loop over 0…length−1, on several threads if it is long; the body writes each element independently. */
    static void run(int length, Body body) {
        if (length > SIZE) {
            Parallel.run(Math.ceilDiv(length, SIZE),
                    task -> body.run(task * SIZE, Math.min(length, task * SIZE + SIZE)));
        } else if (length > 0) {
            body.run(0, length);
        }
    }
}
