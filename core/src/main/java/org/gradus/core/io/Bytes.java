package org.gradus.core.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** Moves whole buffers through channels. */
final class Bytes {

    private Bytes() {}

    /** The next bytes, little-endian, ready to be read. */
    static ByteBuffer read(ReadableByteChannel in, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        fill(bytes, in);
        return bytes.flip();
    }

    static void fill(ByteBuffer bytes, ReadableByteChannel in) throws IOException {
        while (bytes.hasRemaining()) {
            if (in.read(bytes) < 0) {
                throw new EOFException("the file ended while it was read");
            }
        }
    }

    static void write(WritableByteChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
