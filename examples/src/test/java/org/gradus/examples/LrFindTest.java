package org.gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example {@code lr-find}. */
class LrFindTest {

    @TempDir
    private Path folder;

    @Test
    void suggests_a_rate_that_trains_and_draws_all_that_were_tried() throws IOException {
        Path runs = folder.resolve("runs");
        Run found = Run.of("lr-find", "--model", "cnn", "--momentum", "0", "--out", runs.toString());

        assertThat(found.err()).isEmpty();
        Matcher suggestion = Pattern.compile("most steeply at a learning rate of (\\S+): --lr (\\S+)")
                .matcher(found.out());
        assertThat(suggestion.find()).isTrue();
        assertThat(suggestion.group(2)).isEqualTo(suggestion.group(1));
        assertThat(Double.parseDouble(suggestion.group(1))).isBetween(0.01, 3.0);
        try (Stream<Path> made = Files.walk(runs)) {
            Path plot = made.filter(Files::isRegularFile).reduce((_, _) -> {
                throw new AssertionError("several files");
            }).orElseThrow();
            assertThat(plot.getParent().getFileName().toString()).endsWith("_lr-find");
            assertThat(ImageIO.read(plot.toFile()).getWidth()).isGreaterThan(500);
        }
    }

    @Test
    void takes_the_options_of_train_and_says_what_is_wrong_with_them() {
        assertThat(Run.of("lr-find", "--model", "cnnn").err()).contains("[models] there is no model 'cnnn'");
        assertThat(Run.of("lr-find", "--epochs", "0").err()).contains("--epochs must be at least 1, but is 0");
    }
}
