package org.gradus.core.io;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** The bytes of memory, one after another. */
final class SegmentChannel implements ReadableByteChannel {

    private final MemorySegment bytes;
    private long position;

    SegmentChannel(MemorySegment bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read(ByteBuffer into) {
        long count = Math.min(into.remaining(), bytes.byteSize() - position);
        if (count == 0 && into.hasRemaining()) {
            return -1;
        }
        MemorySegment.ofBuffer(into).copyFrom(bytes.asSlice(position, count));
        into.position(into.position() + (int) count);
        position += count;
        return (int) count;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        // memory needs no closing
    }
}
