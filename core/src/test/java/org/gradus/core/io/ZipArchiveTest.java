package org.gradus.core.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.google.common.primitives.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of one entry "x.npy", a byte 7 that is read as a tensor. */
class ZipArchiveTest {

    private static final byte[] ARRAY = NpyTest.bytes(1, NpyTest.header("|u1", "()"), (byte) 7);
    private static final byte[] NAME = "x.npy".getBytes(ISO_8859_1);
    private static final int LOCAL = 30;

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("x.npz");
    }

    private static byte[] stored() {
        return archive(ZipEntry.STORED, "x.npy");
    }

    private static byte[] deflated() {
        return archive(ZipEntry.DEFLATED, "x.npy");
    }

    private static byte[] archive(int method, String... names) {
        CRC32 crc = new CRC32();
        crc.update(ARRAY);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                ZipEntry entry = new ZipEntry(name);
                entry.setMethod(method);
                entry.setSize(ARRAY.length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(ARRAY);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Where the last directory header begins. */
    private static int directory(byte[] archive) {
        return Bytes.indexOf(archive, new byte[]{'P', 'K', 1, 2});
    }

    private static int end(byte[] archive) {
        return archive.length - 22;
    }

    private void assertProblem(byte[] bytes, String problem) throws IOException {
        Files.write(file, bytes);
        assertThatIOException().isThrownBy(() -> Npz.load(file)).isInstanceOf(TensorFileException.class)
                .withMessage("[npz] " + file + ": " + problem);
    }

    private void assertReads(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        assertThat(Npz.load(file).get("x").item()).isEqualTo(7);
    }

    @Test
    void bytes_behind_the_archive_or_missing_at_its_end() throws IOException {
        String problem = "it does not end as a zip archive does; it is truncated, or other data follow";
        assertProblem(Bytes.concat(stored(), new byte[1]), problem);
        assertProblem(new byte[21], problem);
        for (byte[] whole : new byte[][]{stored(), deflated()}) {
            for (int length = 0; length < whole.length; length++) {
                assertProblem(Arrays.copyOf(whole, length), problem);
            }
        }
    }

    @Test
    void a_comment_may_contain_what_ends_an_archive() throws IOException {
        byte[] bytes = Bytes.concat(stored(), new byte[]{'P', 'K', 5, 6}, new byte[30]);
        buffer(bytes).putShort(stored().length - 2, (short) 34);
        assertReads(bytes);
    }

    @Test
    void content_that_is_damaged() throws IOException {
        byte[] bytes = stored();
        int seven = directory(bytes) - 1;
        bytes[seven]++;
        assertProblem(bytes, "entry 'x.npy' is damaged: its checksum is %08x, not %08x".formatted(crc(bytes, seven),
                crc(stored(), seven)));
        bytes = deflated();
        bytes[LOCAL + NAME.length] = 7; // the block type 3
        assertProblem(bytes, "entry 'x.npy' is no deflated data: invalid block type");
    }

    private static long crc(byte[] archive, int last) {
        CRC32 crc = new CRC32();
        crc.update(archive, last + 1 - ARRAY.length, ARRAY.length);
        return crc.getValue();
    }

    @Test
    void sizes_that_content_cannot_have() throws IOException {
        byte[] bytes = stored();
        buffer(bytes).putInt(directory(bytes) + 24, ARRAY.length + 1);
        assertProblem(bytes, "entry 'x.npy' would have " + (ARRAY.length + 1) + " bytes, but only " + ARRAY.length
                + " are stored, which cannot make them");
        bytes = deflated();
        int packed = buffer(bytes).getInt(directory(bytes) + 20);
        buffer(bytes).putInt(directory(bytes) + 24, 2_000_000_000);
        assertProblem(bytes, "entry 'x.npy' would have 2000000000 bytes, but only " + packed
                + " are stored, which cannot make them");
    }

    @Test
    void deflated_content_longer_or_shorter_than_it_should_be() throws IOException {
        byte[] bytes = deflated();
        buffer(bytes).putInt(directory(bytes) + 24, ARRAY.length + 1);
        assertProblem(bytes, "entry 'x.npy': the array is '|u1' of shape [] and so 1 bytes, but 2 follow the header");
        byte[] unfinished = deflated();
        int packed = buffer(unfinished).getInt(directory(unfinished) + 20);
        buffer(unfinished).putInt(directory(unfinished) + 20, packed - 3);
        assertProblem(unfinished, "entry 'x.npy' ends before all of its " + ARRAY.length + " bytes have come");
        byte[] behind = deflated();
        buffer(behind).putInt(directory(behind) + 20, packed + 1);
        assertProblem(behind, "entry 'x.npy' has bytes behind its deflated data");
    }

    @Test
    void entries_of_one_name() throws IOException {
        byte[] bytes = archive(ZipEntry.DEFLATED, "x.npy", "y.npy");
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == 'y' && bytes[i + 1] == '.' ? (byte) 'x' : bytes[i];
        }
        assertProblem(bytes, "the entry 'x.npy' comes twice");
    }

    @Test
    void entries_that_share_bytes() throws IOException {
        byte[] bytes = archive(ZipEntry.STORED, "x.npy", "y.npy");
        int second = end(bytes) - 46 - NAME.length;
        buffer(bytes).putInt(second + 42, 0);
        assertProblem(bytes, "entry 'y.npy' overlaps another");
    }

    @Test
    void a_directory_that_is_not_where_the_end_says() throws IOException {
        byte[] bytes = stored();
        int begin = directory(bytes);
        buffer(bytes).putInt(end(bytes) + 16, begin - 1);
        assertProblem(bytes, "its directory would have " + (end(bytes) - begin) + " bytes from byte " + (begin - 1)
                + " on, but must end at byte " + end(bytes) + "; the archive is broken");
        buffer(bytes).putInt(end(bytes) + 16, begin).putInt(end(bytes) + 12, -2);
        assertProblem(bytes, "its directory would have 4294967294 bytes from byte " + begin
                + " on, but must end at byte " + end(bytes) + "; the archive is broken");
    }

    @Test
    void a_directory_that_is_broken() throws IOException {
        byte[] bytes = stored();
        bytes[directory(stored())] = 'p';
        assertProblem(bytes, "its directory is broken at byte 0");
        bytes = stored();
        buffer(bytes).putShort(directory(bytes) + 28, (short) 6);
        assertProblem(bytes, "its directory is broken at byte 0");
        bytes = stored();
        buffer(bytes).putShort(end(bytes) + 8, (short) 2).putShort(end(bytes) + 10, (short) 2);
        assertProblem(bytes, "its directory has 1 entries, but should have 2");
    }

    @Test
    void an_entry_whose_own_header_says_something_else() throws IOException {
        String problem = "entry 'x.npy' is not where the directory says; the archive is broken";
        byte[] bytes = stored();
        bytes[LOCAL] = 'y';
        assertProblem(bytes, problem);
        bytes = stored();
        bytes[8] = ZipEntry.DEFLATED;
        assertProblem(bytes, problem);
        bytes = stored();
        buffer(bytes).putInt(directory(bytes) + 42, 1);
        assertProblem(bytes, problem);
        buffer(bytes).putInt(directory(bytes) + 42, -2);
        assertProblem(bytes, problem);
        bytes = stored();
        buffer(bytes).putShort(28, (short) 300);
        assertProblem(bytes, "entry 'x.npy' ends behind the end of the file");
    }

    @Test
    void entries_that_cannot_be_read() throws IOException {
        byte[] bytes = stored();
        bytes[directory(bytes) + 10] = 14;
        assertProblem(bytes, "entry 'x.npy' is packed by method 14; only stored and deflated entries can be read");
        bytes = stored();
        bytes[directory(bytes) + 8] |= 1;
        assertProblem(bytes, "entry 'x.npy' is encrypted; only stored and deflated entries can be read");
        bytes = stored();
        bytes[directory(bytes) + 34] = 1;
        assertProblem(bytes, "it is a part of a split archive; only whole ones can be read");
        bytes = stored();
        bytes[end(bytes) + 4] = 1;
        assertProblem(bytes, "it is a part of a split archive; only whole ones can be read");
    }

    @Test
    void names_that_are_not_unicode() throws IOException {
        byte[] bytes = stored();
        bytes[directory(bytes) + 9] = 0; // clears the mark of UTF-8
        bytes[directory(bytes) + 46] = (byte) 0xe9;
        assertProblem(bytes, "the name of an entry is not ASCII, nor marked as UTF-8");
        bytes[directory(bytes) + 9] = 8;
        assertProblem(bytes, "the name of an entry is not UTF-8");
    }

    /** An archive whose directory keeps all numbers in the fields that Zip64 adds. */
    private static byte[] zip64() {
        byte[] plain = stored();
        int directory = directory(plain);
        ByteBuffer bytes = ByteBuffer.allocate(plain.length + 28 + 56 + 20).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(plain, 0, directory + 46 + NAME.length);
        bytes.putShort((short) 1).putShort((short) 24).putLong(ARRAY.length).putLong(ARRAY.length).putLong(0);
        bytes.putInt(directory + 20, -1).putInt(directory + 24, -1).putShort(directory + 30, (short) 28)
                .putInt(directory + 42, -1);
        long end = bytes.position();
        bytes.putInt(0x06064b50).putLong(44).putInt(0).putInt(0).putInt(0).putLong(1).putLong(1)
                .putLong(end - directory).putLong(directory);
        bytes.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
        bytes.putInt(0x06054b50).putInt(0).putInt(-1).putInt(-1).putInt(-1).putShort((short) 0);
        return bytes.array();
    }

    @Test
    void archives_in_the_form_for_large_ones_are_read() throws IOException {
        assertReads(zip64());
    }

    @Test
    void archives_in_the_form_for_large_ones_that_are_broken() throws IOException {
        byte[] bytes = zip64();
        int locator = bytes.length - 42;
        int end64 = locator - 56;
        String problem = "its Zip64 end is not where it should be; the archive is broken";
        for (int at : new int[]{end64, end64 + 4, locator + 8}) {
            byte[] broken = bytes.clone();
            broken[at]++;
            assertProblem(broken, problem);
        }
        byte[] split = bytes.clone();
        split[end64 + 16]++;
        assertProblem(split, "it is a part of a split archive; only whole ones can be read");
        byte[] negative = bytes.clone();
        long beginning = -5;
        buffer(negative).putLong(end64 + 40, end64 - beginning).putLong(end64 + 48, beginning);
        assertProblem(negative, "its directory would have " + (end64 + 5)
                + " bytes from byte 18446744073709551611 on, but must end at byte " + end64
                + "; the archive is broken");
        byte[] lacking = bytes.clone();
        lacking[directory(bytes) + 46 + NAME.length]++;
        assertProblem(lacking, "entry 'x.npy' lacks its Zip64 sizes");
        byte[] end = new byte[42];
        buffer(end).putInt(0, 0x07064b50).putInt(20, 0x06054b50);
        assertProblem(end, problem);
    }
}
