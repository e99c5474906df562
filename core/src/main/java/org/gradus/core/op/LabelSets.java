package org.gradus.core.op;

import java.util.Arrays;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/**
 * The classes that each row of labels [N,C], or a single row [C], names before its first −1.
 *
 * @param labels INT64 [N,L]: the labels of each row, L being the most of any, and 0 in the places beyond
 * @param named BOOL [N,L]: which places hold a label
 * @param others BOOL [N,C]: which classes a row does not name
 */
record LabelSets(Tensor labels, Tensor named, Tensor others) {

    /** Reads rows of labels in −1…C−1. */
    static LabelSets of(Tensor rows) {
        int classes = rows.size(-1);
        long[] all = rows.toLongArray();
        int[] counts = new int[all.length / classes];
        Arrays.setAll(counts, n -> count(all, n * classes, classes));
        int most = Arrays.stream(counts).max().orElse(0);
        long[] labels = new long[counts.length * most];
        boolean[] named = new boolean[labels.length];
        boolean[] others = new boolean[all.length];
        Arrays.fill(others, true);
        for (int n = 0; n < counts.length; n++) {
            System.arraycopy(all, n * classes, labels, n * most, counts[n]);
            Arrays.fill(named, n * most, n * most + counts[n], true);
            for (int j = 0; j < counts[n]; j++) {
                others[n * classes + (int) labels[n * most + j]] = false;
            }
        }
        Shape places = rows.shape().withSize(-1, most);
        return new LabelSets(Tensor.wrap(labels, places), Tensor.wrap(named, places),
                Tensor.wrap(others, rows.shape()));
    }

    private static int count(long[] labels, int start, int classes) {
        int count = 0;
        while (count < classes && labels[start + count] >= 0) {
            count++;
        }
        return count;
    }
}
