package org.gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {

    @TempDir
    private Path folder;

    @Test
    void the_operations_of_training_steps_are_listed_with_their_costs() {
        Run run = Run.of("profile", "--model", "cnn", "--batch", "2", "--steps", "3", "--warm-up", "0.01");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("cnn, 3 steps of 2 pictures [1,28,28]");
        assertThat(run.out().lines().filter(line -> line.matches("(conv2d|relu|maxPool2d) +6 .* 6 .*"))).hasSize(3);
        assertThat(run.out().lines().filter(line -> line.matches("(crossEntropy|logSoftmax|matmul) +3 .* 3 .*")))
                .hasSize(3);
    }

    @Test
    void a_timeline_shows_each_step_with_its_parts() throws Exception {
        Path trace = folder.resolve("trace.json");
        Run run = Run.of("profile", "--model", "lenet5", "--batch", "2", "--steps", "2", "--warm-up", "0", "--trace",
                trace.toString());

        assertThat(run.out()).contains("The timeline is in " + trace);
        assertThat(JsonParser.parseString(Files.readString(trace)).getAsJsonObject().getAsJsonArray("traceEvents"))
                .extracting(JsonElement::getAsJsonObject)
                .filteredOn(event -> event.has("cat") && event.get("cat").getAsString().equals("span"))
                .extracting(event -> event.get("name").getAsString())
                .containsExactly("step", "forward", "backward", "optimizer", "step", "forward", "backward",
                        "optimizer");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(trace));
    }

    @Test
    void numbers_that_make_no_sense_are_refused() {
        assertThat(Run.of("profile", "--batch", "0").err()).contains("[profile] --batch must be at least 1, but is 0");
        assertThat(Run.of("profile", "--steps", "0").err()).contains("[profile] --steps must be at least 1, but is 0");
        assertThat(Run.of("profile", "--warm-up", "-1").err())
                .contains("--warm-up must be from 0 to 3600.0 seconds, but is -1.0");
        assertThat(Run.of("profile", "--model", "vgg12").err()).contains("[models] there is no model 'vgg12'");
    }
}
