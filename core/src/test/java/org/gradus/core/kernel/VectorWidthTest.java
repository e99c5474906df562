package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results are the same bits whatever the machine's vectors are. */
class VectorWidthTest {

    /** Computes all there is and prints a digest of each result. */
    static final class Program {

        private Program() {}

        public static void main(String[] args) {
            System.out.println("lanes: " + FloatVector.SPECIES_PREFERRED.length());
            System.out.print(digests());
        }
    }

    private static String digests() {
        var kernels = new VectorKernels();
        var text = new StringBuilder();
        float[] special = Samples.withSpecial(403, 1);
        for (var f : UnaryFunction.values()) {
            float[] y = new float[special.length];
            kernels.unary(f, special, y);
            text.append(f).append(' ').append(Arrays.hashCode(y)).append('\n');
        }
        float[] sum = special.clone();
        kernels.axpby(0.1, Samples.normal(sum.length, 2), 0.9, sum);
        text.append("axpby ").append(Arrays.hashCode(sum)).append('\n');
        StripsTest.formulas().forEach(formula -> {
            float[] changed = special.clone();
            List<float[]> read = List.of(Samples.normal(changed.length, 5), Samples.normal(changed.length, 6));
            kernels.apply((StripRule) formula.get()[1], List.of(changed), read, changed.length);
            text.append(formula.get()[0]).append(' ').append(Arrays.hashCode(changed)).append('\n');
        });
        for (var span : new Span[]{new Span(7, 10, 1), new Span(3, 207, 1), new Span(1, 40_003, 1), new Span(2, 50, 3),
                new Span(2, 9, 70)}) {
            float[] x = Samples.normal(span.numel(), 3);
            float[] sums = new float[span.outer() * span.inner()];
            kernels.sum(x, sums, span);
            text.append("sum ").append(span).append(' ').append(Arrays.hashCode(sums)).append('\n');
            Moments moments = kernels.moments(x, span, true);
            text.append("moments ").append(span).append(' ').append(Arrays.hashCode(moments.mean()))
                    .append(Arrays.hashCode(moments.variance())).append('\n');
            var s = new Standardization(span, moments, 1e-5, true);
            float[] normalized = new float[x.length];
            kernels.standardize(x, new Affine<>(null, null, span.inner()), normalized, s);
            text.append("standardize ").append(span).append(' ').append(Arrays.hashCode(normalized)).append('\n');
            if (span.numel() > 10_000) {
                continue;
            }
            float[] gradient = new float[x.length];
            kernels.standardizeGrad(normalized, x, null, gradient, s);
            text.append("standardizeGrad ").append(span).append(' ').append(Arrays.hashCode(gradient)).append('\n');
            float[] y = new float[x.length];
            kernels.softmax(x, y, span);
            text.append("softmax ").append(span).append(' ').append(Arrays.hashCode(y)).append('\n');
            kernels.logSoftmax(x, y, span);
            text.append("logSoftmax ").append(span).append(' ').append(Arrays.hashCode(y)).append('\n');
            kernels.crossEntropy(x, new long[sums.length], sums, span);
            text.append("crossEntropy ").append(span).append(' ').append(Arrays.hashCode(sums)).append('\n');
        }
        SparseMatrix rows = VectorSeparableTest.stretched(9, 21);
        SparseMatrix columns = VectorSeparableTest.stretched(37, 93);
        float[] stretched = new float[2 * 21 * 93];
        kernels.separable(rows, columns, Samples.normal(2 * 9 * 37, 4), stretched, 2);
        text.append("separable ").append(Arrays.hashCode(stretched)).append('\n');
        float[] back = new float[2 * 9 * 37];
        kernels.separable(rows.transposed(), columns.transposed(), stretched, back, 2);
        text.append("separable, transposed ").append(Arrays.hashCode(back)).append('\n');
        return text.toString();
    }

    /** The flag is one of x86 JVMs: 0 leaves vectors of 4 floats and no fused multiply-add, 2 vectors of 8. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void results_are_the_same_bits_on_shorter_vectors(int avx) throws Exception {
        String output = ForkedJvm.run(Program.class, "--add-modules", "jdk.incubator.vector",
                "-XX:+IgnoreUnrecognizedVMOptions", "-XX:UseAVX=" + avx);
        assertThat(output).endsWith(digests());
    }
}
