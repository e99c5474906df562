package org.gradus.core.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The content of one entry, unpacked while it is read, and never more of it than its size. */
final class ZipContent implements ReadableByteChannel {

    private static final int PIECE = 1 << 16;

    private final Source source;
    private final ZipMember member;
    private final ReadableByteChannel in;
    private final CRC32 crc = new CRC32();
    private final Inflater inflater = new Inflater(true);
    private final ByteBuffer packed = ByteBuffer.allocate(PIECE);
    private long unread;
    private long left;

    /** @param in stands where the content begins */
    ZipContent(Source source, ZipMember member, ReadableByteChannel in) {
        this.source = source;
        this.member = member;
        this.in = in;
        this.unread = member.packed();
        this.left = member.size();
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        if (left == 0) {
            return -1;
        }
        int begin = to.position();
        int limit = to.limit();
        to.limit((int) Math.min(limit, begin + left));
        if (member.deflated()) {
            inflate(to);
        } else {
            copy(to);
        }
        int count = to.position() - begin;
        left -= count;
        crc.update(to.duplicate().flip().position(begin));
        to.limit(limit);
        return count;
    }

    private void copy(ByteBuffer to) throws IOException {
        if (in.read(to) < 0) {
            throw new EOFException("the file ended while it was read");
        }
    }

    private void inflate(ByteBuffer to) throws IOException {
        int begin = to.position();
        try {
            while (to.position() == begin && to.hasRemaining()) {
                if (inflater.inflate(to) == 0) {
                    feed();
                }
            }
        } catch (DataFormatException e) {
            throw problem("is no deflated data: " + e.getMessage());
        }
    }

    private void feed() throws IOException {
        if (inflater.finished() || inflater.needsDictionary() || unread == 0) {
            throw problem("ends before all of its " + member.size() + " bytes have come");
        }
        packed.clear().limit((int) Math.min(PIECE, unread));
        Bytes.fill(packed, in);
        unread -= packed.position();
        inflater.setInput(packed.flip());
    }

    /** Checks that nothing is left, packed or not, and that the checksum is right. */
    void checkEnd() throws IOException {
        if (left > 0) {
            throw problem("has " + left + " bytes behind what it should hold");
        }
        if (member.deflated()) {
            checkInflated();
        }
        if (crc.getValue() != member.crc()) {
            throw problem("is damaged: its checksum is %08x, not %08x".formatted(crc.getValue(), member.crc()));
        }
    }

    private void checkInflated() throws IOException {
        ByteBuffer more = ByteBuffer.allocate(1);
        try {
            while (!inflater.finished()) {
                if (inflater.inflate(more) > 0) {
                    throw problem("unpacks to more than the " + member.size() + " bytes that it should have");
                }
                if (!inflater.finished()) {
                    feed();
                }
            }
        } catch (DataFormatException e) {
            throw problem("is no deflated data: " + e.getMessage());
        }
        if (unread > 0 || inflater.getRemaining() > 0) {
            throw problem("has bytes behind its deflated data");
        }
    }

    private TensorFileException problem(String problem) {
        return source.problem("entry '" + member.name() + "' " + problem);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
