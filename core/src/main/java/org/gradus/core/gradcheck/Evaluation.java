package org.gradus.core.gradcheck;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a function gave somewhere.
 *
 * @param values its outputs, one after another; all NaN where it refused to be computed
 * @param decisions the fingerprint of what it decided on its way
 * @param refusal why it gave nothing, or nothing of the same types and shapes as at x
 */
record Evaluation(double[] values, long decisions, @Nullable IllegalArgumentException refusal) {

    static Evaluation refused(int count, IllegalArgumentException why) {
        double[] nothing = new double[count];
        Arrays.fill(nothing, Double.NaN);
        return new Evaluation(nothing, 0, why);
    }
}
