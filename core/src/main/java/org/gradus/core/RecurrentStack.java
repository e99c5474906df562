package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Recurrent layers one on top of the other.
 *
 * @param weights those of each layer, the lowest first; of a bidirectional one those of the way forwards, then those of the
 *        way back
 * @param bidirectional whether each layer also runs from the end of the sequence to its beginning, beside the other way
 * @param dropout the probability of dropping an element between one layer and the next, 0 unless training
 */
public record RecurrentStack(ImmutableList<RecurrentWeights> weights, boolean bidirectional, double dropout) {

    /** Checks the number of weights and the probability. @throws IllegalArgumentException naming what is wrong */
    public RecurrentStack {
        int directions = bidirectional ? 2 : 1;
        checkArgument(!weights.isEmpty() && weights.size() % directions == 0,
                "[recurrent] needs weights for every layer and each of %s directions, but came %s", directions,
                weights.size());
        checkArgument(dropout >= 0 && dropout <= 1,
                "[recurrent] the probability of dropping must be in [0, 1], but is %s",
                dropout);
    }

    /** Layers that run forwards, without dropout. @throws IllegalArgumentException if there is none */
    public static RecurrentStack of(RecurrentWeights... layers) {
        return of(List.of(layers));
    }

    /** Layers that run forwards, without dropout. @throws IllegalArgumentException if there is none */
    public static RecurrentStack of(List<RecurrentWeights> layers) {
        return new RecurrentStack(ImmutableList.copyOf(layers), false, 0);
    }

    /**
     * These weights taken for those of layers that run both ways, or not.
     *
     * @throws IllegalArgumentException if their number is odd
     */
    public RecurrentStack withBidirectional(boolean value) {
        return new RecurrentStack(weights, value, dropout);
    }

    /** These layers with dropout between them. @throws IllegalArgumentException if it is not in [0, 1] */
    public RecurrentStack withDropout(double value) {
        return new RecurrentStack(weights, bidirectional, value);
    }

    /** The number of layers times the number of directions: how many states there are. */
    public int size() {
        return weights.size();
    }
}
