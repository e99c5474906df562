package org.gradus.examples.peers.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FramesTest {

    private final ByteArrayOutputStream pipe = new ByteArrayOutputStream();
    private final ByteArrayOutputStream noise = new ByteArrayOutputStream();

    @Test
    void messages_are_told_from_what_others_print_between_them() throws IOException {
        print("[W] a warning\n");
        Frames.write(pipe, new byte[]{1, 2, 3});
        print("gradus peers 1\n");
        Frames.write(pipe, new byte[0]);
        print("the end");

        var in = new ByteArrayInputStream(pipe.toByteArray());
        assertThat(Frames.read(in, noise)).containsExactly(1, 2, 3);
        assertThat(Frames.read(in, noise)).isEmpty();
        assertThat(Frames.read(in, noise)).isNull();
        assertThat(noise).hasToString("[W] a warning\ngradus peers 1\nthe end");
    }

    @Test
    void half_a_marker_before_a_marker_is_noise() throws IOException {
        Frames.write(pipe, new byte[]{7});
        byte[] frame = pipe.toByteArray();
        for (int half = 1; half < 16; half++) {
            pipe.reset();
            noise.reset();
            pipe.write(frame, 0, half);
            pipe.write(frame);
            assertThat(Frames.read(new ByteArrayInputStream(pipe.toByteArray()), noise)).containsExactly(7);
            assertThat(noise.toByteArray()).isEqualTo(Arrays.copyOf(frame, half));
        }
    }

    @Test
    void a_message_that_breaks_off_is_an_error_and_no_message() throws IOException {
        Frames.write(pipe, new byte[]{1, 2, 3});
        byte[] cut = Arrays.copyOf(pipe.toByteArray(), pipe.size() - 1);
        assertThatThrownBy(() -> Frames.read(new ByteArrayInputStream(cut), OutputStream.nullOutputStream()))
                .isInstanceOf(EOFException.class);
    }

    private void print(String text) throws IOException {
        pipe.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
