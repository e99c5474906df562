package org.gradus.examples.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class DownloadLinesTest {

    @Test
    void there_is_a_line_for_every_tenth_and_each_file_begins_anew() {
        var text = new StringWriter();
        var lines = new DownloadLines(new PrintWriter(text));

        for (long done : new long[]{0, 100_000, 200_000, 250_000, 1_000_000, 2_000_000}) {
            lines.update("a", done, 2_000_000);
        }
        lines.update("b", 0, 0);

        assertThat(text.toString().lines()).containsExactly("Downloading a:  10 % of 2.0 MB",
                "Downloading a:  50 % of 2.0 MB", "Downloading a: 100 % of 2.0 MB", "Downloading b: 100 % of 0.0 MB");
    }
}
