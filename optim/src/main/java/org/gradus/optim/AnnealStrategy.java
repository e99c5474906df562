package org.gradus.optim;

/** The way from one value to another in {@link OneCycleLR}. */
public enum AnnealStrategy {

    /** Half a cosine: slow, fast, slow. */
    COS {
        @Override
        double between(double start, double end, double share) {
            return end + (start - end) / 2 * (1 + Math.cos(Math.PI * share));
        }
    },

    /** A straight line. */
    LINEAR {
        @Override
        double between(double start, double end, double share) {
            return (end - start) * share + start;
        }
    };

    /** The value after a share of the way. */
    abstract double between(double start, double end, double share);
}
