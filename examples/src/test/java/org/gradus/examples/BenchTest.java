package org.gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {

    @Test
    void a_group_is_measured_in_a_process_of_its_own() {
        Run run = Run.of("bench", "--only", "overhead", "--forks", "1", "--seconds", "0.01");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Gradus on Java")
                .containsPattern("adding two numbers, recorded +[0-9.]+ [nµm]s");
    }

    @Test
    void memory_is_flat_over_many_steps() {
        Run run = Run.of("soak", "--minutes", "0.15", "--batch", "1", "--side", "32");

        assertThat(run.err()).isEmpty();
        assertThat(heap(run, "the last quarter")).as(run.out()).isLessThan(1.05 * heap(run, "the second quarter"));
    }

    @Test
    void growth_is_printed_for_every_size_and_drawn(@TempDir Path folder) throws IOException {
        Path picture = folder.resolve("growth.png");
        Run run = Run.of("growth", "--seconds", "0.001", "--largest", "16", picture.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("batch", "image side", "channels", "threads", "Drawn: " + picture);
        assertThat(ImageIO.read(picture.toFile()).getWidth()).isGreaterThan(300);
    }

    private static double heap(Run run, String quarter) {
        String line = run.out().lines().filter(each -> each.startsWith(quarter)).findFirst().orElseThrow();
        return Double.parseDouble(line.substring(quarter.length()).strip().split(" +")[0]);
    }

    @Test
    void a_group_that_is_not_there_is_refused_with_those_that_are() {
        Run run = Run.of("bench", "--only", "knitting");

        assertThat(run.code()).isNotZero();
        assertThat(run.err()).contains("there is no group 'knitting'", "gemm", "process");
    }

    @Test
    void without_pytorch_it_says_how_to_bring_it() {
        Run run = Run.of("bench", "--peers", "--only", "overhead");

        assertThat(run.code()).isNotZero();
        assertThat(run.err()).contains("-Ppeers");
    }
}
