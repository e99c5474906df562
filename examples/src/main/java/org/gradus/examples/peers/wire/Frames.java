package org.gradus.examples.peers.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Messages in a pipe that others write to as well: each begins with a marker that no text contains and its length, and
 * bytes before a marker are noise. Native code prints to standard output as it likes; it does so between messages, since
 * whoever answers has finished computing.
 */
public final class Frames {

    /** 0xF5 is no byte of UTF-8, and occurs at the start alone, so that a failed match can only begin anew. */
    private static final byte[] MARKER = "õgradus peers 1\n".getBytes(StandardCharsets.ISO_8859_1);

    private Frames() {}

    /** Writes a message and flushes. */
    public static void write(OutputStream out, byte[] message) throws IOException {
        var data = new DataOutputStream(out);
        data.write(MARKER);
        data.writeInt(message.length);
        data.write(message);
        data.flush();
    }

    /**
     * Reads the next message, passing what comes before it to {@code noise}.
     *
     * @return the message, or null at the end of the stream
     * @throws EOFException if the stream ends within a message
     */
    public static byte @Nullable [] read(InputStream in, OutputStream noise) throws IOException {
        if (!seekMarker(in, noise)) {
            return null;
        }
        var data = new DataInputStream(in);
        byte[] message = new byte[data.readInt()];
        data.readFully(message);
        return message;
    }

    private static boolean seekMarker(InputStream in, OutputStream noise) throws IOException {
        int matched = 0;
        while (matched < MARKER.length) {
            int next = in.read();
            if (next < 0) {
                noise.write(MARKER, 0, matched);
                return false;
            }
            if (next == (MARKER[matched] & 0xff)) {
                matched++;
                continue;
            }
            noise.write(MARKER, 0, matched);
            matched = next == (MARKER[0] & 0xff) ? 1 : 0;
            if (matched == 0) {
                noise.write(next);
            }
        }
        return true;
    }
}
