package org.gradus.optim.metrics;

import com.google.common.collect.ImmutableList;
import java.util.stream.IntStream;
import org.gradus.core.Tensor;
import org.gradus.optim.StateDict;

/**
 * Precision, recall and F₁ of every class, and over all classes in two ways.
 *
 * <pre>
 * precision = TP / (TP + FP)      recall = TP / (TP + FN)      F₁ = 2·TP / (2·TP + FP + FN)
 * </pre>
 *
 * <p>
 * TP counts what is of the class and was taken for it, FP what was taken for it wrongly, FN what is of it and was taken for
 * another. 0/0 is 0: a class never predicted has precision 0.
 *
 * <p>
 * Source: C. J. van Rijsbergen, <i>Information Retrieval</i>, 2nd ed. (1979), chapter 7.
 */
public final class PrecisionRecallF1 implements Metric {

    private final ConfusionMatrix confusion;

    /**
     * The three figures, each from 0 to 1.
     *
     * @param precision the share of what was taken for the class that is of it
     * @param recall the share of what is of the class that was taken for it
     * @param f1 the harmonic mean of the two
     */
    public record Scores(double precision, double recall, double f1) {

        private static Scores of(long truePositives, long predicted, long actual) {
            return new Scores(ratio(truePositives, predicted), ratio(truePositives, actual),
                    ratio(2 * truePositives, predicted + actual));
        }

        private static double ratio(long part, long whole) {
            return whole == 0 ? 0 : (double) part / whole;
        }
    }

    /** Of so many classes. @throws IllegalArgumentException if there is not even one */
    public PrecisionRecallF1(int classes) {
        confusion = new ConfusionMatrix(classes);
    }

    /** {@inheritDoc} @throws IllegalArgumentException also if the scores are of another number of classes */
    @Override
    public void update(Tensor scores, Tensor targets) {
        confusion.update(scores, targets);
    }

    /** The figures of one class. @throws IndexOutOfBoundsException if there is none such */
    public Scores of(int label) {
        return Scores.of(confusion.count(label, label), predicted(label), actual(label));
    }

    /** The figures of every class. */
    public ImmutableList<Scores> perClass() {
        return IntStream.range(0, confusion.classes()).mapToObj(this::of).collect(ImmutableList.toImmutableList());
    }

    /**
     * The means over the classes, each counting the same; a class that neither came nor was predicted tells nothing and
     * does not count. NaN if there is no other.
     */
    public Scores macro() {
        var precision = new Mean();
        var recall = new Mean();
        var f1 = new Mean();
        for (int label = 0; label < confusion.classes(); label++) {
            if (predicted(label) + actual(label) > 0) {
                Scores scores = of(label);
                precision.update(scores.precision());
                recall.update(scores.recall());
                f1.update(scores.f1());
            }
        }
        return new Scores(precision.value(), recall.value(), f1.value());
    }

    /**
     * The figures of TP, FP and FN summed over the classes; as each sample has one class and one prediction, all three are
     * the share of right predictions. NaN if nothing came.
     */
    public Scores micro() {
        return new Scores(confusion.value(), confusion.value(), confusion.value());
    }

    private long predicted(int label) {
        return IntStream.range(0, confusion.classes()).mapToLong(target -> confusion.count(target, label)).sum();
    }

    private long actual(int label) {
        return IntStream.range(0, confusion.classes()).mapToLong(predicted -> confusion.count(label, predicted)).sum();
    }

    /** The {@linkplain #macro() macro} F₁. */
    @Override
    public double value() {
        return macro().f1();
    }

    @Override
    public void reset() {
        confusion.reset();
    }

    @Override
    public StateDict stateDict() {
        return confusion.stateDict();
    }

    @Override
    public void loadStateDict(StateDict state) {
        confusion.loadStateDict(state);
    }
}
