package org.gradus.examples.fit;

import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BiFunction;
import org.gradus.core.data.DataLoaderOptions;
import org.gradus.core.data.StratifiedSampler;
import org.gradus.core.data.WeightedRandomSampler;

/** The ways that a command line names for an epoch's pictures to be chosen. */
final class Samplers {

    private static final Choice<BiFunction<DataLoaderOptions, long[], DataLoaderOptions>> NAMED = new Choice<>(
            "sampler",
            ImmutableMap.of(
                    "shuffle", (options, _) -> options.withShuffle(true),
                    "weighted", (options, labels) -> options.withSampler(balanced(labels)),
                    "stratified", (options, labels) -> options.withSampler(new StratifiedSampler(labels))));

    /** The names that {@code --help} lists. */
    static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return NAMED.byName().keySet().iterator();
        }
    }

    private Samplers() {}

    /** These options with the sampler of this name for pictures with these labels. @throws IllegalArgumentException if none */
    static DataLoaderOptions add(String name, DataLoaderOptions options, long[] labels) {
        return NAMED.of(name).apply(options, labels);
    }

    /** Each picture by one over the number of its class, so that all classes come equally often. */
    private static WeightedRandomSampler balanced(long[] labels) {
        Map<Long, Integer> counts = new HashMap<>();
        for (long label : labels) {
            counts.merge(label, 1, Integer::sum);
        }
        return new WeightedRandomSampler(Arrays.stream(labels).mapToDouble(label -> 1.0 / counts.get(label)).toArray(),
                labels.length, true);
    }
}
