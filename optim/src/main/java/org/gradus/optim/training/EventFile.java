package org.gradus.optim.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The records of TensorBoard's event files: TFRecord frames around protocol buffers of type Event.
 *
 * <pre>
 * frame:    length uint64 | masked CRC32C of the length | data | masked CRC32C of the data, all little-endian
 * masked:   (crc rotated right by 15) + a282ead8, modulo 2³²
 * Event:    1 wall_time double, 2 step int64, 3 file_version string, 5 summary Summary
 * Summary:  1 repeated Value        Value: 1 tag string, 2 simple_value float
 * </pre>
 *
 * <p>
 * Source: TensorFlow's {@code event.proto} and {@code summary.proto}, and the description of TFRecord files.
 */
final class EventFile {

    private static final int MASK_DELTA = 0xa282ead8;

    private EventFile() {}

    /** The record that every file begins with. */
    static byte[] version(double seconds) {
        return frame(new ProtocolBuffer().real(1, seconds).text(3, "brain.Event:2").bytes());
    }

    /** A record of some numbers at a step. */
    static byte[] scalars(double seconds, long step, Map<String, Double> values) {
        var summary = new ProtocolBuffer();
        values.forEach((tag, value) -> summary.message(1,
                new ProtocolBuffer().text(1, tag).real(2, value.floatValue())));
        return frame(new ProtocolBuffer().real(1, seconds).integer(2, step).message(5, summary).bytes());
    }

    static byte[] frame(byte[] data) {
        byte[] length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(data.length).array();
        return ByteBuffer.allocate(length.length + data.length + 2 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN)
                .put(length).putInt(maskedCrc(length)).put(data).putInt(maskedCrc(data)).array();
    }

    static int maskedCrc(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
    }

    /** A message in the making: fields one after another, each a key (number·8 + wire type) and a value. */
    private static final class ProtocolBuffer {

        private static final int VARINT = 0;
        private static final int FIXED64 = 1;
        private static final int LENGTH_DELIMITED = 2;
        private static final int FIXED32 = 5;

        private ByteBuffer out = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);

        ProtocolBuffer real(int field, double value) {
            key(field, FIXED64, Double.BYTES);
            out.putDouble(value);
            return this;
        }

        ProtocolBuffer real(int field, float value) {
            key(field, FIXED32, Float.BYTES);
            out.putFloat(value);
            return this;
        }

        ProtocolBuffer integer(int field, long value) {
            key(field, VARINT, 10);
            varint(value);
            return this;
        }

        ProtocolBuffer text(int field, String value) {
            return delimited(field, value.getBytes(UTF_8));
        }

        ProtocolBuffer message(int field, ProtocolBuffer value) {
            return delimited(field, value.bytes());
        }

        private ProtocolBuffer delimited(int field, byte[] value) {
            key(field, LENGTH_DELIMITED, 10 + value.length);
            varint(value.length);
            out.put(value);
            return this;
        }

        private void key(int field, int wireType, int room) {
            if (out.remaining() < room + 10) {
                out = ByteBuffer.allocate(2 * out.capacity() + room + 10).order(ByteOrder.LITTLE_ENDIAN)
                        .put(out.flip());
            }
            varint(field << 3 | wireType);
        }

        /** Seven bits a byte, the lowest first; the upper bit says that more follow. */
        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.put((byte) (rest | 0x80));
                rest >>>= 7;
            }
            out.put((byte) rest);
        }

        byte[] bytes() {
            return Arrays.copyOf(out.array(), out.position());
        }
    }
}
