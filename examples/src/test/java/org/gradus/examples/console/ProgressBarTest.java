package org.gradus.examples.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DefaultLocale("en")
class ProgressBarTest {

    private final StringWriter text = new StringWriter();
    private long millis = 5_000;

    private ProgressBar bar(boolean terminal) {
        return new ProgressBar(new PrintWriter(text), terminal, () -> millis * 1_000_000, "epoch 1/8", 8_000);
    }

    private void update(ProgressBar bar, long millis, long done) {
        this.millis = 5_000 + millis;
        bar.update(done, 0.25);
    }

    @Test
    void on_a_terminal_the_bar_is_redrawn_in_place() {
        var bar = bar(true);
        update(bar, 1_000, 2_000);
        assertThat(text.toString()).isEqualTo(
                "\repoch 1/8 ━━━━━━──────────────────  25 %  loss 0.2500  2,000 images/s  0:03 left");
        update(bar, 4_000, 8_000);
        assertThat(text.toString()).endsWith(
                "\repoch 1/8 ━━━━━━━━━━━━━━━━━━━━━━━━ 100 %  loss 0.2500  2,000 images/s  0:00 left")
                .doesNotContain("\n");
    }

    @Test
    void a_terminal_is_not_redrawn_more_than_ten_times_a_second() {
        var bar = bar(true);
        update(bar, 100, 200);
        int length = text.toString().length();
        update(bar, 199, 400);
        assertThat(text.toString()).hasSize(length);
        update(bar, 200, 401);
        assertThat(text.toString()).hasSizeGreaterThan(length);
    }

    @Test
    void the_last_line_wipes_the_bar_and_stays() {
        var bar = bar(true);
        update(bar, 1_000, 2_000);
        int length = text.toString().length() - 1;
        bar.finish("epoch 1/8 done");
        assertThat(text.toString()).endsWith(
                "\r" + " ".repeat(length) + "\repoch 1/8 done" + System.lineSeparator());
    }

    @Test
    void a_shorter_line_wipes_what_a_longer_one_left() {
        var bar = bar(true);
        update(bar, 1, 4_000);
        int longer = text.toString().length() - 1;
        text.getBuffer().setLength(0);
        update(bar, 4_000, 8_000);
        assertThat(text.toString()).hasSize(1 + longer).endsWith("left    ");
    }

    @Test
    void elsewhere_a_plain_line_comes_every_five_seconds_at_most() {
        var bar = bar(false);
        update(bar, 4_999, 1_000);
        assertThat(text.toString()).isEmpty();
        update(bar, 5_000, 2_000);
        update(bar, 6_000, 3_000);
        update(bar, 10_000, 4_000);
        bar.finish("done");
        assertThat(text.toString().lines()).containsExactly(
                "epoch 1/8  25 %  loss 0.2500  400 images/s  0:15 left",
                "epoch 1/8  50 %  loss 0.2500  400 images/s  0:10 left", "done");
        assertThat(text.toString()).doesNotContain("\r", "━");
    }

    @Test
    void elsewhere_a_slow_loop_shows_every_tenth_of_the_way_only() {
        var bar = bar(false);
        for (int percent = 1; percent <= 100; percent++) {
            update(bar, 60_000L * percent, 80L * percent);
        }
        assertThat(text.toString().lines().map(line -> line.substring(10, 13)))
                .containsExactly(" 10", " 20", " 30", " 40", " 50", " 60", " 70", " 80", " 90", "100");
    }

    @Test
    void before_the_first_image_no_speed_is_made_up() {
        var bar = bar(true);
        bar.update(0, 2.3);
        assertThat(text.toString()).endsWith("  0 %  loss 2.3000");
    }

    @ParameterizedTest
    @CsvSource({"0,0:00", "0.2,0:01", "59.5,1:00", "65,1:05", "3600,1:00:00", "7325,2:02:05"})
    void time_left_is_written_in_minutes_and_seconds(double seconds, String expected) {
        assertThat(ProgressBar.minutes(seconds)).isEqualTo(expected);
    }
}
