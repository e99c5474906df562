package org.gradus.core.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Pickles put together by hand, and the archives around them. */
final class Pickles {

    /** A call of _rebuild_tensor_v2 up to the tuple of its arguments. */
    static final byte[] REBUILD = global("torch._utils", "_rebuild_tensor_v2");

    private Pickles() {}

    /** A pickle by protocol 2: characters and numbers are bytes, strings are themselves. */
    static byte[] pickle(Object... parts) {
        return Bytes.concat(new byte[]{(byte) 0x80, 2}, bytes(parts), new byte[]{'.'});
    }

    static byte[] bytes(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object part : parts) {
            switch (part) {
                case Character c -> out.write(c);
                case Integer b -> out.write(b);
                case byte[] bytes -> out.writeBytes(bytes);
                default -> out.writeBytes(part.toString().getBytes(ISO_8859_1));
            }
        }
        return out.toByteArray();
    }

    static byte[] text(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return bytes('X', Ints.toByteArray(Integer.reverseBytes(bytes.length)), bytes);
    }

    static byte[] global(String module, String name) {
        return bytes('c', module, "\n", name, "\n");
    }

    static byte[] integer(int value) {
        return bytes('J', Ints.toByteArray(Integer.reverseBytes(value)));
    }

    static byte[] tuple(int... values) {
        byte[] tuple = bytes('(');
        for (int value : values) {
            tuple = Bytes.concat(tuple, integer(value));
        }
        return bytes(tuple, 't');
    }

    static byte[] storage(String type, String key, int size) {
        return bytes('(', text("storage"), global("torch", type), text(key), text("cpu"), integer(size), "tQ");
    }

    static byte[] tensor(byte[] storage, int offset, byte[] sizes, byte[] strides) {
        return bytes(REBUILD, '(', storage, integer(offset), sizes, strides, 0x89,
                global("collections", "OrderedDict"), ")Rt", 'R');
    }

    /** A dict of one tensor x. */
    static byte[] named(byte[] tensor) {
        return pickle('}', text("x"), tensor, 's');
    }

    static byte[] archive(byte[] pickle, Map<String, byte[]> storages) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("any/data.pkl"));
            zip.write(pickle);
            for (Map.Entry<String, byte[]> storage : storages.entrySet()) {
                zip.putNextEntry(new ZipEntry("any/" + storage.getKey()));
                zip.write(storage.getValue());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }
}
