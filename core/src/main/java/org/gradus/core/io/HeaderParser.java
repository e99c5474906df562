package org.gradus.core.io;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import org.gradus.core.Shape;
import org.gradus.core.TensorType;
import org.jspecify.annotations.Nullable;

/** Reads a header's JSON: an object of tensors, each with dtype, shape and data_offsets, and of notes. */
final class HeaderParser {

    private final String file;
    private final JsonCursor cursor;
    private final ImmutableList.Builder<Header.Entry> entries = ImmutableList.builder();
    private final ImmutableMap.Builder<String, String> metadata = ImmutableMap.builder();

    private HeaderParser(String file, String json) {
        this.file = file;
        this.cursor = new JsonCursor(file, json);
    }

    static Header parse(String file, String json) throws TensorFileException {
        HeaderParser parser = new HeaderParser(file, json);
        parser.cursor.object(parser::member);
        parser.cursor.end();
        return new Header(parser.entries.build(), parser.metadata.buildOrThrow());
    }

    private void member(String name) throws TensorFileException {
        if (name.equals(Header.METADATA)) {
            cursor.object(key -> metadata.put(key, cursor.string()));
        } else {
            Fields fields = new Fields();
            cursor.object(key -> read(name, key, fields));
            entries.add(entry(name, fields));
        }
    }

    private static final class Fields {
        @Nullable
        String dtype;
        long @Nullable [] shape;
        long @Nullable [] offsets;
    }

    private void read(String name, String key, Fields into) throws TensorFileException {
        switch (key) {
            case "dtype" -> into.dtype = cursor.string();
            case "shape" -> into.shape = cursor.numbers();
            case "data_offsets" -> into.offsets = cursor.numbers();
            default -> throw problem(name, "has the unknown field '" + key + "'");
        }
    }

    private Header.Entry entry(String name, Fields fields) throws TensorFileException {
        if (fields.dtype == null || fields.shape == null || fields.offsets == null) {
            throw problem(name, "lacks its " + (fields.dtype == null
                    ? "dtype"
                    : fields.shape == null ? "shape" : "data_offsets"));
        }
        if (fields.offsets.length != 2 || fields.offsets[0] > fields.offsets[1]) {
            throw problem(name, "needs two ascending data_offsets, but has " + Arrays.toString(fields.offsets));
        }
        TensorType type = new TensorType(shape(name, fields.shape), Encoding.named(file, name, fields.dtype).dtype());
        long length = fields.offsets[1] - fields.offsets[0];
        if (length != Header.Entry.bytes(type)) {
            throw problem(name, "is " + type + " and so " + Header.Entry.bytes(type)
                    + " bytes, but its data_offsets span " + length);
        }
        return new Header.Entry(name, type, fields.offsets[0], fields.offsets[1]);
    }

    private Shape shape(String name, long[] sizes) throws TensorFileException {
        try {
            return Shape.of(Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray());
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw problem(name, "has shape " + Arrays.toString(sizes) + ", more than a tensor can hold");
        }
    }

    private TensorFileException problem(String name, String problem) {
        return new TensorFileException(file, "tensor '" + name + "' " + problem);
    }
}
