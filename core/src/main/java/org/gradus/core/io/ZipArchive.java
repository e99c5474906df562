package org.gradus.core.io;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The entries of an open zip archive: none shares a byte with another, and all are what their checksums say. */
final class ZipArchive {

    private static final int LOCAL_HEADER_BYTES = 30;

    private final Source source;
    private final SeekableByteChannel in;
    private final ImmutableMap<String, ZipMember> members;
    private final Map<String, Long> begins = new HashMap<>();

    private ZipArchive(Source source, SeekableByteChannel in) throws IOException {
        this.source = source;
        this.in = in;
        this.members = ZipDirectory.read(source, in);
    }

    static ZipArchive open(Source source, SeekableByteChannel in) throws IOException {
        ZipArchive archive = new ZipArchive(source, in);
        archive.findContents();
        return archive;
    }

    /** Reads the content of an entry, which must be read to its end. */
    interface Content<T> {
        T read(ReadableByteChannel bytes) throws IOException;
    }

    ImmutableMap<String, ZipMember> members() {
        return members;
    }

    <T> T read(ZipMember member, Content<T> content) throws IOException {
        in.position(begins.get(member.name()));
        try (ZipContent bytes = new ZipContent(source, member, in)) {
            T result = content.read(bytes);
            bytes.checkEnd();
            return result;
        }
    }

    private void findContents() throws IOException {
        List<ZipMember> sorted = members.values().stream().sorted(Comparator.comparingLong(ZipMember::header)).toList();
        long position = 0;
        for (ZipMember member : sorted) {
            if (member.header() < position) {
                throw source.problem("entry '" + member.name() + "' overlaps another");
            }
            long begin = begin(member);
            begins.put(member.name(), begin);
            if (member.packed() > in.size() - begin) {
                throw source.problem("entry '" + member.name() + "' ends behind the end of the file");
            }
            position = begin + member.packed();
        }
    }

    /** Where the content begins behind the entry's own header, which has to name it as the directory does. */
    private long begin(ZipMember member) throws IOException {
        byte[] name = member.name().getBytes(StandardCharsets.UTF_8);
        int length = LOCAL_HEADER_BYTES + name.length;
        if (member.header() <= in.size() - length) {
            in.position(member.header());
            ByteBuffer header = Bytes.read(in, length);
            if (header.getInt(0) == ZipDirectory.LOCAL_HEADER && header.getShort(8) == (member.deflated() ? 8 : 0)
                    && Short.toUnsignedInt(header.getShort(26)) == name.length
                    && header.slice(LOCAL_HEADER_BYTES, name.length).equals(ByteBuffer.wrap(name))) {
                return member.header() + length + Short.toUnsignedInt(header.getShort(28));
            }
        }
        throw source.problem("entry '" + member.name() + "' is not where the directory says; the archive is broken");
    }
}
