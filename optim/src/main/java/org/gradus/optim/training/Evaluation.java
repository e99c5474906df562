package org.gradus.optim.training;

import com.google.common.collect.ImmutableMap;
import java.util.Locale;

/**
 * How good a model is on a set.
 *
 * @param loss the mean over the samples
 * @param metrics the values of the trainer's metrics by name, in their order
 */
public record Evaluation(double loss, ImmutableMap<String, Double> metrics) {

    /** Loss and metrics in one map, each name behind a prefix. */
    public ImmutableMap<String, Double> named(String prefix) {
        ImmutableMap.Builder<String, Double> all = ImmutableMap.builder();
        all.put(prefix + "loss", loss);
        metrics.forEach((name, value) -> all.put(prefix + name, value));
        return all.buildOrThrow();
    }

    /** {@code loss 0.1853, accuracy 0.9450}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        named("").forEach((name, value) -> text.append(text.isEmpty() ? "" : ", ").append(name)
                .append(String.format(Locale.ROOT, " %.4f", value)));
        return text.toString();
    }
}
