package org.gradus.core.io;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Ascii;
import com.google.common.io.CountingOutputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a zip archive, the same bytes for the same content; what is stored begins at a multiple of 64 bytes. */
final class ZipWriter implements Closeable {

    private static final int PIECE = 1 << 16;
    private static final int ALIGNMENT = 64;
    private static final int LOCAL_HEADER_BYTES = 30;
    private static final int FIELD_HEADER_BYTES = 4;
    /** PyTorch's mark of a field that pads, "FB". */
    private static final short PADDING = 0x4246;
    private static final int MOST_NAME_BYTES = 60_000;
    /** Any will do, but to the first that the format can hold Java adds a field, which depends on the time zone. */
    private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final Compression compression;
    private final CountingOutputStream bytes;
    private final ZipOutputStream zip;

    /** @param out stays open */
    ZipWriter(WritableByteChannel out, Compression compression) {
        this.compression = compression;
        this.bytes = new CountingOutputStream(new BufferedOutputStream(new Sink(out), PIECE));
        this.zip = new ZipOutputStream(bytes);
    }

    /** Writes the content of an entry, the same whenever it is asked. */
    interface Content {
        void write(WritableByteChannel out) throws IOException;
    }

    void add(String name, Content content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        if (compression == Compression.STORED) {
            entry.setMethod(ZipEntry.STORED);
            measure(entry, content);
            entry.setExtra(padding(bytes.getCount() + LOCAL_HEADER_BYTES + name.getBytes(UTF_8).length));
        }
        zip.putNextEntry(entry);
        content.write(Channels.newChannel(zip));
        zip.closeEntry();
    }

    /** Checks that an archive can hold entries of this name. */
    static void checkName(Source source, String name) {
        checkArgument(Utf8.canEncode(name), "[%s] '%s' holds half a surrogate pair", source.format(), name);
        int length = name.getBytes(UTF_8).length;
        checkArgument(length <= MOST_NAME_BYTES, "[%s] names must fit into %s bytes, but '%s' takes %s",
                source.format(), MOST_NAME_BYTES, Ascii.truncate(name, 20, "…"), length);
    }

    private static void measure(ZipEntry entry, Content content) throws IOException {
        CRC32 crc = new CRC32();
        CountingOutputStream count = new CountingOutputStream(
                new CheckedOutputStream(OutputStream.nullOutputStream(), crc));
        content.write(Channels.newChannel(count));
        entry.setSize(count.getCount());
        entry.setCrc(crc.getValue());
    }

    /** A field to stand at a position, at whose end the content can begin. */
    private static byte[] padding(long position) {
        int length = (int) Math.floorMod(-(position + FIELD_HEADER_BYTES), (long) ALIGNMENT);
        ByteBuffer field = ByteBuffer.allocate(FIELD_HEADER_BYTES + length).order(ByteOrder.LITTLE_ENDIAN);
        return field.putShort(PADDING).putShort((short) length).array();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Leaves the channel open. */
    private static final class Sink extends OutputStream {

        private final WritableByteChannel out;

        Sink(WritableByteChannel out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[]{(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int count) throws IOException {
            Bytes.write(out, ByteBuffer.wrap(from, offset, count));
        }
    }
}
