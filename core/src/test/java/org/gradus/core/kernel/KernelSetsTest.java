package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KernelSetsTest {

    /** What a program of its own runs. */
    static final class Program {

        private Program() {}

        public static void main(String[] args) {
            float[] y = new float[3];
            KernelSets.FLOAT32.unary(UnaryFunction.EXP, new float[]{0, 1, 2}, y);
            System.out.println(KernelSets.FLOAT32.getClass().getSimpleName() + " " + y[0]);
        }
    }

    private static String run(String... options) throws Exception {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    @Test
    void float32_runs_through_plain_loops_where_the_vector_module_is_absent_and_one_warning_says_so() throws Exception {
        String output = run();
        assertThat(output).contains("PlainFloat32Kernels 1.0").containsOnlyOnce("--add-modules jdk.incubator.vector");
    }

    @Test
    void float32_is_vectorised_without_a_word_where_the_module_is_present() throws Exception {
        String output = run("--add-modules", "jdk.incubator.vector");
        assertThat(output).contains("VectorKernels 1.0").doesNotContain("--add-modules");
    }
}
