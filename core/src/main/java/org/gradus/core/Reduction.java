package org.gradus.core;

/** What a loss gives for a batch. */
public enum Reduction {

    /** The mean over all rows. */
    MEAN {
        @Override
        public Tensor of(Tensor losses) {
            return losses.mean();
        }
    },

    /** The sum over all rows. */
    SUM {
        @Override
        public Tensor of(Tensor losses) {
            return losses.sum();
        }
    },

    /** One loss a row. */
    NONE {
        @Override
        public Tensor of(Tensor losses) {
            return losses;
        }
    };

    /** Reduces one loss a row. */
    public abstract Tensor of(Tensor losses);
}
