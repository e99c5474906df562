package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelSetsTest {

    /** Computes on FLOAT32 and says with which kernels. */
    static final class Program {

        private Program() {}

        public static void main(String[] args) {
            float[] y = new float[3];
            KernelSets.FLOAT32.unary(UnaryFunction.EXP, new float[]{0, 1, 2}, y);
            System.out.println(KernelSets.FLOAT32.getClass().getSimpleName() + " " + y[0]);
        }
    }

    @Test
    void float32_runs_through_plain_loops_where_the_vector_module_is_absent_and_one_warning_says_so() throws Exception {
        String output = ForkedJvm.run(Program.class);
        assertThat(output).contains("PlainFloat32Kernels 1.0").containsOnlyOnce("--add-modules jdk.incubator.vector");
    }

    @Test
    void float32_is_vectorised_without_a_word_where_the_module_is_present() throws Exception {
        String output = ForkedJvm.run(Program.class, "--add-modules", "jdk.incubator.vector");
        assertThat(output).contains("VectorKernels 1.0").doesNotContain("--add-modules");
    }
}
