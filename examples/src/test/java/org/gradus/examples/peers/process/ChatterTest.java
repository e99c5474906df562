package org.gradus.examples.peers.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChatterTest {

    private final Chatter chatter = new Chatter();

    @Test
    void keeps_the_end_of_what_is_printed() throws IOException {
        for (int line = 0; line < 3000; line++) {
            chatter.write(("line " + line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(chatter.toString()).endsWith("line 2998\nline 2999").hasSizeBetween(8000, 8192);
    }

    @Test
    void keeps_all_of_little_and_nothing_once_cleared() throws IOException {
        chatter.write("a warning\n".getBytes(StandardCharsets.UTF_8));
        assertThat(chatter).hasToString("a warning");
        chatter.clear();
        assertThat(chatter).hasToString("");
    }
}
