package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Products, convolutions and pools are the same bits whatever the machine's vectors are. */
class GemmWidthTest {

    /** Computes some of each and prints a digest of every result. */
    static final class Program {

        private Program() {}

        public static void main(String[] args) {
            System.out.print(digests());
        }
    }

    private static String digests() {
        var kernels = new VectorKernels();
        var text = new StringBuilder();
        VectorGemmTest.large().forEach(g -> {
            float[] c = new float[g.batches() * g.m() * g.n()];
            kernels.matmul(Samples.normal(g.batches() * g.m() * g.k(), 1),
                    Samples.normal(g.batches() * g.k() * g.n(), 2),
                    c, g);
            append(text, g, c);
        });
        Stream.concat(ConvAlgorithmTest.networks(), WinogradConvTest.networks()).forEach(g -> {
            float[] x = Samples.normal(g.batch() * g.channels() * g.inCells(), 1);
            float[] weight = Samples.normal(g.filters() * g.groupChannels() * g.kernelCells(), 2);
            float[] y = new float[g.batch() * g.filters() * g.outCells()];
            kernels.conv(x, weight, Samples.normal(g.filters(), 3), y, g);
            append(text, g, y);
            kernels.convInputGrad(y, weight, x, g);
            append(text, g, x);
            kernels.convKernelGrad(x, y, weight, g);
            append(text, g, weight);
        });
        var axis = WindowAxis.of("maxPool2d", "axis", 37, 3, 2, 1, 1);
        var pool = new Pool2dGeometry(5, axis, axis);
        float[] taken = new float[5 * pool.outPlane()];
        float[] x = Samples.withSpecial(5 * pool.inPlane(), 1);
        kernels.take(x, kernels.maxPool2d(x, pool), taken);
        append(text, pool, taken);
        return text.toString();
    }

    private static void append(StringBuilder text, Object what, float[] values) {
        text.append(what).append(' ').append(Arrays.hashCode(values)).append('\n');
    }

    /** The flags are those of x86 JVMs: vectors of 8 and of 4 floats. */
    @ParameterizedTest
    @ValueSource(ints = {32, 16})
    void results_are_the_same_bits_on_shorter_vectors(int bytes) throws Exception {
        String output = ForkedJvm.run(Program.class, "--add-modules", "jdk.incubator.vector",
                "-XX:MaxVectorSize=" + bytes);
        assertThat(output).endsWith(digests());
    }
}
