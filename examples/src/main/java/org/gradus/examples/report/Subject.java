package org.gradus.examples.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradus.core.data.Dataset;
import org.gradus.layers.Layer;
import org.gradus.models.ModelSummary;

/**
 * What a report is about.
 *
 * @param title what was trained on what
 * @param facts about the run, in the order in which they are told
 * @param network in evaluation mode
 * @param classes the names of the classes, in the order of the network's scores
 * @param train what it learnt from
 * @param test what it is judged by
 * @param history how the training went
 */
public record Subject(String title, Map<String, String> facts, Layer network, ImmutableList<String> classes, Part train,
        Part test, History history) {

    /** Copies the facts. */
    public Subject {
        facts = ImmutableMap.copyOf(facts);
    }

    /**
     * Pictures with the numbers of their classes.
     *
     * @param prepared as the network is given them
     * @param shown as they look in the same size, [C,H,W] in [0, 1]
     */
    public record Part(Dataset prepared, Dataset shown) {

        int size() {
            return prepared.size();
        }

        /** At most so many indices, spread evenly over the set, for it may be sorted by class. */
        int[] spread(int most) {
            int number = Math.min(most, size());
            return IntStream.range(0, number).map(i -> (int) ((long) i * size() / number)).toArray();
        }
    }

    /** Its layers for one picture. */
    ModelSummary summary() {
        return ModelSummary.of(network, test.prepared().batch(test.spread(1)).inputs().shape());
    }

    String className(long label) {
        return classes.get(Math.toIntExact(label));
    }
}
