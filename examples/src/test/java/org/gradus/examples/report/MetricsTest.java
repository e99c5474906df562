package org.gradus.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {

    @TempDir
    private Path temp;
    private RunFolder folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = RunFolder.create(temp, "train-cnn", LocalDateTime.of(2025, 6, 30, 14, 5));
    }

    private Path file() {
        return folder.path().resolve("metrics.jsonl");
    }

    @Test
    void steps_and_epochs_are_json_lines_in_order() throws IOException {
        try (var metrics = new Metrics(folder)) {
            metrics.step(1, 2.3025851f);
            metrics.epoch(
                    new EpochResult(1, new EpochResult.Score(0.5, 0.875), new EpochResult.Score(0.25, 0.9375), 1.5));
            metrics.step(2, 1);
            metrics.complete();
        }
        assertThat(Files.readAllLines(file())).containsExactly("{\"step\":1,\"loss\":2.3025851}",
                "{\"epoch\":1,\"train_loss\":0.5,\"train_accuracy\":0.875,\"test_loss\":0.25,\"test_accuracy\":0.9375,\"seconds\":1.5}",
                "{\"step\":2,\"loss\":1.0}");
    }

    @Test
    void what_is_no_finite_number_is_null() throws IOException {
        try (var metrics = new Metrics(folder)) {
            metrics.step(1, Double.NaN);
            metrics.step(2, Double.POSITIVE_INFINITY);
            metrics.complete();
        }
        assertThat(Files.readAllLines(file())).containsExactly("{\"step\":1,\"loss\":null}",
                "{\"step\":2,\"loss\":null}");
    }

    @Test
    void a_run_that_was_broken_off_leaves_a_part_that_holds_the_whole_epochs() throws IOException {
        try (var metrics = new Metrics(folder)) {
            metrics.step(1, 1);
            metrics.epoch(new EpochResult(1, new EpochResult.Score(1, 0), new EpochResult.Score(1, 0), 1));
            assertThat(Files.readAllLines(folder.path().resolve("metrics.jsonl.part"))).hasSize(2);
        }
        assertThat(file()).doesNotExist();
    }
}
