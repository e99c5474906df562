package org.gradus.core;

/** What a loss gives for a batch. */
public enum Reduction {

    /** The mean of all losses; of weighted ones, their sum divided by that of the weights. The mean of nothing is NaN. */
    MEAN {
        @Override
        public Tensor of(Tensor losses) {
            return losses.mean();
        }

        @Override
        public Tensor of(Tensor losses, Tensor weights) {
            return losses.sum().div(weights.sum());
        }
    },

    /** The sum of all losses. */
    SUM {
        @Override
        public Tensor of(Tensor losses) {
            return losses.sum();
        }
    },

    /** The losses themselves: one a row, or one an element. */
    NONE {
        @Override
        public Tensor of(Tensor losses) {
            return losses;
        }
    },

    /**
     * The sum of all losses divided by how many rows the batch has, whatever the size of a row: PyTorch's {@code batchmean},
     * which it has for the Kullback-Leibler divergence alone. A scalar is its own.
     */
    BATCH_MEAN {
        @Override
        public Tensor of(Tensor losses) {
            return losses.shape().rank() == 0 ? losses : losses.sum().div(losses.size(0));
        }
    };

    /** Reduces losses of which each counts the same. */
    public abstract Tensor of(Tensor losses);

    /**
     * Reduces losses of which some count more.
     *
     * @param losses each multiplied by its weight already
     * @param weights what each was multiplied by
     */
    public Tensor of(Tensor losses, Tensor weights) {
        return of(losses);
    }
}
