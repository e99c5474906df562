package org.gradus.examples.derivatives;

import com.google.common.base.Stopwatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Times of several computations, each taken in turn, round after round, so that a machine that slows down for a while slows
 * all of them down.
 */
final class Stopwatches {

    private final Map<String, Supplier<?>> computations = new LinkedHashMap<>();

    /** Has a computation take part. */
    void add(String name, Supplier<?> computation) {
        computations.put(name, computation);
    }

    /** The median of each computation's time in ms over so many rounds, after as many that are not counted. */
    Map<String, Double> medians(int rounds) {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (int round = 0; round < 2 * rounds; round++) {
            for (var computation : computations.entrySet()) {
                Stopwatch watch = Stopwatch.createStarted();
                computation.getValue().get();
                double passed = watch.elapsed(TimeUnit.NANOSECONDS) / 1e6;
                if (round >= rounds) {
                    times.computeIfAbsent(computation.getKey(), _ -> new ArrayList<>()).add(passed);
                }
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        times.forEach((name, each) -> medians.put(name, each.stream().sorted().toList().get(rounds / 2)));
        return medians;
    }
}
