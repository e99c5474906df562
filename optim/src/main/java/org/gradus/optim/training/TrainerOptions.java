package org.gradus.optim.training;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.gradus.core.data.DataLoader;
import org.gradus.core.random.Rng;
import org.gradus.optim.metrics.Metric;
import org.jspecify.annotations.Nullable;

/**
 * How a trainer trains.
 *
 * @param epochs how often every batch is shown, positive or zero
 * @param accumulate the number of batches whose gradients make one step; the last step of an epoch has those that are left
 * @param clipNorm the bound of Euclid's norm of all gradients together; empty for none
 * @param schedule what moves the learning rates; null for nothing
 * @param validation what to judge the model by after every epoch; null for nothing
 * @param metrics what to measure beside the loss: makers of metrics by name
 * @param callbacks what is told of everything
 * @param generators generators besides the global one and the loaders' own that the model or the data draw from, whose
 *        states a saved training is to hold
 */
public record TrainerOptions(int epochs, int accumulate, OptionalDouble clipNorm, @Nullable Schedule schedule,
        @Nullable DataLoader validation, ImmutableMap<String, Supplier<? extends Metric>> metrics,
        ImmutableList<Callback> callbacks, ImmutableList<Rng> generators) {

    /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
    public TrainerOptions {
        checkArgument(epochs >= 0, "[trainer] the number of epochs must not be negative, but is %s", epochs);
        checkArgument(accumulate >= 1, "[trainer] the number of batches a step must be at least 1, but is %s",
                accumulate);
        checkArgument(
                clipNorm.isEmpty() || clipNorm.getAsDouble() > 0 && Double.isFinite(clipNorm.getAsDouble()),
                "[trainer] the bound of the gradients' norm must be positive and finite, but is %s", clipNorm);
        for (String name : metrics.keySet()) {
            checkArgument(name.matches("[A-Za-z][A-Za-z0-9_]*") && !name.equals("loss"),
                    "[trainer] a metric's name is made of letters, digits and _, begins with a letter and is not 'loss', but is '%s'",
                    name);
        }
    }

    /** So many epochs of a step for every batch, and nothing else. */
    public static TrainerOptions epochs(int value) {
        return new TrainerOptions(value, 1, OptionalDouble.empty(), null, null, ImmutableMap.of(), ImmutableList.of(),
                ImmutableList.of());
    }

    /** These options with another number of epochs. */
    public TrainerOptions withEpochs(int value) {
        return new TrainerOptions(value, accumulate, clipNorm, schedule, validation, metrics, callbacks, generators);
    }

    /** These options with another number of batches a step. */
    public TrainerOptions withAccumulate(int value) {
        return new TrainerOptions(epochs, value, clipNorm, schedule, validation, metrics, callbacks, generators);
    }

    /** These options with a bound of the gradients' norm. */
    public TrainerOptions withClipNorm(double value) {
        return new TrainerOptions(epochs, accumulate, OptionalDouble.of(value), schedule, validation, metrics,
                callbacks, generators);
    }

    /** These options with a schedule. */
    public TrainerOptions withSchedule(Schedule value) {
        return new TrainerOptions(epochs, accumulate, clipNorm, value, validation, metrics, callbacks, generators);
    }

    /** These options with a validation set. */
    public TrainerOptions withValidation(DataLoader value) {
        return new TrainerOptions(epochs, accumulate, clipNorm, schedule, value, metrics, callbacks, generators);
    }

    /** These options and another metric. @throws IllegalArgumentException if the name is taken or no name */
    public TrainerOptions withMetric(String name, Supplier<? extends Metric> maker) {
        checkArgument(!metrics.containsKey(name), "[trainer] there is a metric '%s' already", name);
        return new TrainerOptions(epochs, accumulate, clipNorm, schedule, validation,
                ImmutableMap.<String, Supplier<? extends Metric>>builder().putAll(metrics).put(name, maker)
                        .buildOrThrow(),
                callbacks, generators);
    }

    /** These options and another callback. */
    public TrainerOptions withCallback(Callback value) {
        return new TrainerOptions(epochs, accumulate, clipNorm, schedule, validation, metrics,
                ImmutableList.<Callback>builder().addAll(callbacks).add(value).build(), generators);
    }

    /** These options and another generator. */
    public TrainerOptions withGenerator(Rng value) {
        return new TrainerOptions(epochs, accumulate, clipNorm, schedule, validation, metrics, callbacks,
                ImmutableList.<Rng>builder().addAll(generators).add(value).build());
    }

    /** The names of what is measured in every epoch, as in {@link EpochResults#values}. */
    public ImmutableList<String> measures() {
        ImmutableList.Builder<String> names = ImmutableList.builder();
        for (String prefix : validation == null
                ? new String[]{EpochResults.TRAIN}
                : new String[]{EpochResults.TRAIN, EpochResults.VALIDATION}) {
            names.add(prefix + "loss");
            metrics.keySet().forEach(name -> names.add(prefix + name));
        }
        return names.build();
    }
}
