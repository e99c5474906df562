package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

/** How far sums of float32 products may be from the exact ones. */
final class Bound {

    private Bound() {}

    /**
     * Each sum of {@code terms} products, rounded at every step, differs from the exact one by at most (terms + 1) · 2⁻²⁴
     * times the sum of the products' absolute values; Higham, "Accuracy and Stability of Numerical Algorithms", §3.1.
     */
    static void assertClose(String what, float[] actual, float[] exact, float[] ofAbsolutes, int terms) {
        for (int i = 0; i < exact.length; i++) {
            double allowed = (terms + 1) * 0x1p-24 * ofAbsolutes[i] + Float.MIN_NORMAL;
            if (!(Math.abs((double) actual[i] - exact[i]) <= allowed)) {
                assertThat(actual[i]).as("%s, element %s of %s, ±%s", what, i, exact.length, allowed)
                        .isEqualTo(exact[i]);
            }
        }
    }

    static float[] absolutes(float[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = Math.abs(values[i]);
        }
        return result;
    }
}
