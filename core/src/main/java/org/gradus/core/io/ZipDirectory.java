package org.gradus.core.io;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the directory of a zip archive, which stands at its end.
 *
 * <p>
 * {@code java.util.zip.ZipFile} would read files of the default file system alone, take the last of two entries of one name,
 * and pass over checksums and over bytes behind the archive; to this, all that is a broken file.
 *
 * <p>
 * Source: PKWARE, <i>.ZIP File Format Specification</i>, sections 4.3.12 to 4.3.16 and 4.5.3.
 */
final class ZipDirectory {

    static final int LOCAL_HEADER = 0x04034b50;
    private static final int DIRECTORY_HEADER = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int END_64 = 0x06064b50;

    private static final int END_BYTES = 22;
    private static final int LOCATOR_64_BYTES = 20;
    private static final int END_64_BYTES = 56;
    private static final int HEADER_BYTES = 46;
    private static final int MOST_COMMENT = 0xffff;
    private static final int MOST_BYTES = 100_000_000;

    /** The value that says: look into the larger field that Zip64 adds. */
    private static final long ELSEWHERE_32 = 0xffff_ffffL;
    private static final int ZIP64_FIELD = 1;

    private static final int ENCRYPTED = 1;
    private static final int UTF8_NAME = 0x800;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private final Source source;
    private final SeekableByteChannel in;

    private ZipDirectory(Source source, SeekableByteChannel in) {
        this.source = source;
        this.in = in;
    }

    /** Where the directory is. */
    private record Place(long entries, long begin, long bytes, long end) {}

    /** The entries in the order of the directory. */
    static ImmutableMap<String, ZipMember> read(Source source, SeekableByteChannel in) throws IOException {
        return new ZipDirectory(source, in).read();
    }

    private ImmutableMap<String, ZipMember> read() throws IOException {
        Place place = place();
        if (place.bytes < 0 || place.bytes > Math.min(MOST_BYTES, place.end)
                || place.begin != place.end - place.bytes) {
            throw source.problem("its directory would have " + Long.toUnsignedString(place.bytes) + " bytes from byte "
                    + Long.toUnsignedString(place.begin) + " on, but must end at byte " + place.end
                    + "; the archive is broken");
        }
        ByteBuffer bytes = at(place.begin, (int) place.bytes);
        Map<String, ZipMember> members = new LinkedHashMap<>();
        while (bytes.hasRemaining()) {
            ZipMember member = member(bytes);
            member.checkSizes(source);
            if (members.put(member.name(), member) != null) {
                throw source.problem("the entry '" + member.name() + "' comes twice");
            }
        }
        if (members.size() != place.entries) {
            throw source.problem("its directory has " + members.size() + " entries, but should have "
                    + Long.toUnsignedString(place.entries));
        }
        return ImmutableMap.copyOf(members);
    }

    private ByteBuffer at(long position, int count) throws IOException {
        in.position(position);
        return Bytes.read(in, count);
    }

    private Place place() throws IOException {
        int tail = (int) Math.min(in.size(), END_BYTES + MOST_COMMENT);
        long tailBegin = in.size() - tail;
        ByteBuffer bytes = at(tailBegin, tail);
        for (int i = tail - END_BYTES; i >= 0; i--) {
            boolean ends = bytes.getInt(i) == END
                    && i + END_BYTES + Short.toUnsignedInt(bytes.getShort(i + 20)) == tail;
            if (ends) {
                return place(bytes.slice(i, END_BYTES).order(ByteOrder.LITTLE_ENDIAN), tailBegin + i);
            }
        }
        throw source.problem("it does not end as a zip archive does; it is truncated, or other data follow");
    }

    private Place place(ByteBuffer end, long at) throws IOException {
        long locatorAt = at - LOCATOR_64_BYTES;
        if (locatorAt >= 0 && at(locatorAt, LOCATOR_64_BYTES).getInt(0) == LOCATOR_64) {
            return place64(locatorAt);
        }
        checkOneDisk(end.getShort(4) == 0 && end.getShort(6) == 0 && end.getShort(8) == end.getShort(10));
        return new Place(Short.toUnsignedLong(end.getShort(10)), Integer.toUnsignedLong(end.getInt(16)),
                Integer.toUnsignedLong(end.getInt(12)), at);
    }

    /** PyTorch writes both ends, whether the numbers fit into the smaller one or not. */
    private Place place64(long locatorAt) throws IOException {
        long at = locatorAt - END_64_BYTES;
        ByteBuffer end = at < 0 ? ByteBuffer.allocate(0) : at(at, END_64_BYTES + LOCATOR_64_BYTES);
        boolean here = end.hasRemaining() && end.getInt(0) == END_64 && end.getLong(4) == END_64_BYTES - 12
                && end.getLong(END_64_BYTES + 8) == at;
        if (!here) {
            throw source.problem("its Zip64 end is not where it should be; the archive is broken");
        }
        checkOneDisk(end.getInt(16) == 0 && end.getInt(20) == 0 && end.getLong(24) == end.getLong(32)
                && end.getInt(END_64_BYTES + 4) == 0 && end.getInt(END_64_BYTES + 16) <= 1);
        return new Place(end.getLong(32), end.getLong(48), end.getLong(40), at);
    }

    private void checkOneDisk(boolean one) throws TensorFileException {
        if (!one) {
            throw source.problem("it is a part of a split archive; only whole ones can be read");
        }
    }

    private ZipMember member(ByteBuffer bytes) throws TensorFileException {
        int at = bytes.position();
        if (bytes.remaining() < HEADER_BYTES || bytes.getInt(at) != DIRECTORY_HEADER) {
            throw source.problem("its directory is broken at byte " + at);
        }
        int flags = Short.toUnsignedInt(bytes.getShort(at + 8));
        int method = Short.toUnsignedInt(bytes.getShort(at + 10));
        int nameBytes = Short.toUnsignedInt(bytes.getShort(at + 28));
        int extraBytes = Short.toUnsignedInt(bytes.getShort(at + 30));
        int commentBytes = Short.toUnsignedInt(bytes.getShort(at + 32));
        if (bytes.remaining() < HEADER_BYTES + nameBytes + extraBytes + commentBytes) {
            throw source.problem("its directory is broken at byte " + at);
        }
        String name = name(bytes.slice(at + HEADER_BYTES, nameBytes), (flags & UTF8_NAME) != 0);
        checkOneDisk(bytes.getShort(at + 34) == 0);
        if ((flags & ENCRYPTED) != 0 || method != STORED && method != DEFLATED) {
            throw source.problem("entry '" + name + "' is "
                    + ((flags & ENCRYPTED) != 0 ? "encrypted" : "packed by method " + method)
                    + "; only stored and deflated entries can be read");
        }
        ByteBuffer large = zip64(bytes.slice(at + HEADER_BYTES + nameBytes, extraBytes));
        long size = value(bytes.getInt(at + 24), large, name);
        long packed = value(bytes.getInt(at + 20), large, name);
        long header = value(bytes.getInt(at + 42), large, name);
        long crc = Integer.toUnsignedLong(bytes.getInt(at + 16));
        bytes.position(at + HEADER_BYTES + nameBytes + extraBytes + commentBytes);
        return new ZipMember(name, method == DEFLATED, crc, packed, size, header);
    }

    private String name(ByteBuffer bytes, boolean utf8) throws TensorFileException {
        byte[] name = new byte[bytes.remaining()];
        bytes.get(name);
        try {
            return utf8 ? Utf8.decode(name) : US_ASCII.newDecoder().decode(ByteBuffer.wrap(name)).toString();
        } catch (CharacterCodingException e) {
            throw source.problem("the name of an entry is not " + (utf8 ? "UTF-8" : "ASCII, nor marked as UTF-8"));
        }
    }

    /** The values that did not fit into 32 bits. */
    private static ByteBuffer zip64(ByteBuffer extra) {
        extra.order(ByteOrder.LITTLE_ENDIAN);
        while (extra.remaining() >= 4) {
            int id = Short.toUnsignedInt(extra.getShort());
            int length = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
            if (id == ZIP64_FIELD) {
                return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            }
            extra.position(extra.position() + length);
        }
        return ByteBuffer.allocate(0);
    }

    private long value(int small, ByteBuffer large, String name) throws TensorFileException {
        long value = Integer.toUnsignedLong(small);
        if (value != ELSEWHERE_32) {
            return value;
        }
        long wide = large.remaining() < Long.BYTES ? -1 : large.getLong();
        if (wide < 0) {
            throw source.problem("entry '" + name + "' lacks its Zip64 sizes");
        }
        return wide;
    }
}
