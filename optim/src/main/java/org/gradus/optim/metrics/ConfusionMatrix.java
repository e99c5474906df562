package org.gradus.optim.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.Objects;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.optim.Notes;
import org.gradus.optim.StateDict;

/**
 * How often each class was taken for each other: row t, column p counts what is of class t and has its largest score, the
 * first of several, at class p.
 */
public final class ConfusionMatrix implements Metric {

    private static final String COUNTS = "counts";

    private final int classes;
    private final long[] counts;

    /** Of so many classes. @throws IllegalArgumentException if there is not even one, or the matrix exceeds an array */
    public ConfusionMatrix(int classes) {
        checkArgument(classes >= 1 && classes <= 46_340,
                "[confusionMatrix] the number of classes must be between 1 and 46340, but is %s", classes);
        this.classes = classes;
        this.counts = new long[classes * classes];
    }

    /** {@inheritDoc} @throws IllegalArgumentException also if the scores are of another number of classes */
    @Override
    public void update(Tensor scores, Tensor targets) {
        var pairs = new ClassScores("confusionMatrix", scores, targets);
        checkArgument(pairs.classes() == classes,
                "[confusionMatrix] the matrix is of %s classes, but scores of shape %s know %s; make it with that number",
                classes, scores.shape(), pairs.classes());
        for (int i = 0; i < pairs.positions(); i++) {
            counts[pairs.target(i) * classes + pairs.predicted(i)]++;
        }
    }

    /** The number of classes C. */
    public int classes() {
        return classes;
    }

    /** The counts, INT64 [C,C], rows for what is and columns for what was predicted. */
    public Tensor matrix() {
        return Tensor.wrap(counts.clone(), Shape.of(classes, classes));
    }

    /** How often what is of one class was taken for another, or the same. @throws IndexOutOfBoundsException if there is none such */
    public long count(int target, int predicted) {
        return counts[Objects.checkIndex(target, classes) * classes
                + Objects.checkIndex(predicted, classes)];
    }

    /** The share of counts on the diagonal, which is {@link Accuracy}. */
    @Override
    public double value() {
        long right = 0;
        long all = 0;
        for (int i = 0; i < counts.length; i++) {
            right += i % (classes + 1) == 0 ? counts[i] : 0;
            all += counts[i];
        }
        return (double) right / all;
    }

    @Override
    public void reset() {
        Arrays.fill(counts, 0);
    }

    @Override
    public StateDict stateDict() {
        return new StateDict(ImmutableMap.of(COUNTS, matrix()), Notes.NONE);
    }

    @Override
    public void loadStateDict(StateDict state) {
        Tensor loaded = state.tensors().get(COUNTS);
        checkArgument(loaded != null && loaded.type().equals(matrix().type()),
                "[loadStateDict] the counts of a confusion matrix of %s classes should be %s, but %s; nothing was loaded",
                classes, matrix().type(), loaded == null ? "are missing" : "are " + loaded.type());
        System.arraycopy(loaded.toLongArray(), 0, counts, 0, counts.length);
    }
}
