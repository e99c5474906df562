package org.gradus.optim.training;

import com.google.common.collect.ImmutableMap;
import org.jspecify.annotations.Nullable;

/**
 * What came of an epoch.
 *
 * @param epoch counted from 1
 * @param step the number of steps so far
 * @param learningRate of the last step, that of the optimiser's first group
 * @param train over the epoch's own batches as they were seen, each before the step that it brought
 * @param validation over the validation set after the epoch; null without one
 */
public record EpochResults(int epoch, long step, double learningRate, Evaluation train,
        @Nullable Evaluation validation) {

    static final String TRAIN = "train_";
    static final String VALIDATION = "validation_";

    /** All measures by name: {@code train_loss}, {@code train_accuracy}, …, {@code validation_loss}, …. */
    public ImmutableMap<String, Double> values() {
        ImmutableMap.Builder<String, Double> all = ImmutableMap.builder();
        all.putAll(train.named(TRAIN));
        if (validation != null) {
            all.putAll(validation.named(VALIDATION));
        }
        return all.buildOrThrow();
    }
}
