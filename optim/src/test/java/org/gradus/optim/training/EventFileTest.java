package org.gradus.optim.training;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class EventFileTest {

    private static byte[] hex(String spaced) {
        return BaseEncoding.base16().lowerCase().decode(spaced.replace(" ", ""));
    }

    private static byte[] crc(byte[] bytes) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(EventFile.maskedCrc(bytes)).array();
    }

    /** The CRC by its definition, bit by bit: the reversed polynomial of Castagnoli, 82f63b78. */
    private static int maskedBitByBit(byte[] bytes) {
        int crc = -1;
        for (byte b : bytes) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : 0x82f63b78);
            }
        }
        crc = ~crc;
        return (crc >>> 15 | crc << 17) + 0xa282ead8;
    }

    @Test
    void checksums_are_castagnolis_rotated_and_shifted() {
        // RFC 3720, appendix B.4: 32 bytes of zeros have aa36918a, in the order in which they are sent
        assertThat(EventFile.maskedCrc(new byte[32])).isEqualTo(Integer.rotateRight(0x8a9136aa, 15) + 0xa282ead8);
        for (String text : new String[]{"", "a", "123456789", "brain.Event:2"}) {
            assertThat(EventFile.maskedCrc(text.getBytes(US_ASCII))).as(text)
                    .isEqualTo(maskedBitByBit(text.getBytes(US_ASCII)));
        }
    }

    @Test
    void a_file_begins_with_the_bytes_that_every_event_file_begins_with() {
        byte[] record = EventFile.version(1.5);
        byte[] event = Bytes.concat(hex("09 00 00 00 00 00 00 f8 3f  1a 0d"), "brain.Event:2".getBytes(US_ASCII));
        assertThat(record).startsWith(hex("18 00 00 00 00 00 00 00  a3 7f 4b 22"));
        assertThat(record).isEqualTo(
                Bytes.concat(hex("18 00 00 00 00 00 00 00  a3 7f 4b 22"), event, crc(event)));
    }

    @Test
    void scalars_are_an_event_with_a_step_and_a_summary_byte_by_byte() {
        byte[] record = EventFile.scalars(2, 300, ImmutableMap.of("a/b", 0.5, "c", -1.0));
        byte[] event = hex("09 00 00 00 00 00 00 00 40" // 1: wall time 2.0
                + "10 ac 02" // 2: step 300 = 2·128 + 44
                + "2a 16" // 5: a summary of 22 bytes
                + "0a 0a 0a 03 61 2f 62 15 00 00 00 3f" // a value: tag a/b, 0.5
                + "0a 08 0a 01 63 15 00 00 80 bf"); // a value: tag c, −1
        assertThat(record).isEqualTo(Bytes.concat(hex("24 00 00 00 00 00 00 00"),
                crc(hex("24 00 00 00 00 00 00 00")), event, crc(event)));
    }

    @Test
    void large_steps_and_many_values_fit() {
        ImmutableMap.Builder<String, Double> many = ImmutableMap.builder();
        for (int i = 0; i < 300; i++) {
            many.put("metric/" + i, (double) i);
        }
        byte[] record = EventFile.scalars(0, Long.MAX_VALUE, many.buildOrThrow());
        assertThat(record.length).isGreaterThan(300 * 15);
        assertThat(ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).getLong()).isEqualTo(record.length - 16);
        assertThat(Bytes.indexOf(record, hex("10 ff ff ff ff ff ff ff ff 7f 2a"))).isEqualTo(12 + 9);
    }
}
