package org.gradus.models.transforms;

import org.gradus.core.random.Rng;

/** What random transforms draw from a sample's generator. */
final class Draws {

    private Draws() {}

    /** A number uniform on [from, to). */
    static double uniform(Rng rng, double from, double to) {
        double[] drawn = new double[1];
        rng.uniform(drawn, from, to);
        return drawn[0];
    }

    /** A whole number from {@code from} to {@code to}, both included. */
    static int between(Rng rng, int from, int to) {
        long[] drawn = new long[1];
        rng.randint(drawn, from, to + 1L);
        return (int) drawn[0];
    }

    /** Whether something of this probability happens. */
    static boolean happens(Rng rng, double probability) {
        return uniform(rng, 0, 1) < probability;
    }
}
