package org.gradus.core.io;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import org.gradus.core.Shape;
import org.jspecify.annotations.Nullable;

/** Reads a header's JSON: an object of tensors, each with dtype, shape and data_offsets, and of notes. */
final class HeaderParser {

    private final Source source;
    private final JsonCursor cursor;
    private final ImmutableList.Builder<Header.Entry> entries = ImmutableList.builder();
    private final ImmutableMap.Builder<String, String> metadata = ImmutableMap.builder();

    private HeaderParser(Source source, String json) {
        this.source = source;
        this.cursor = new JsonCursor(source, json);
    }

    static Header parse(Source source, String json) throws TensorFileException {
        HeaderParser parser = new HeaderParser(source, json);
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
        Shape shape = source.shape("tensor '" + name + "'", fields.shape);
        Encoding encoding = Encoding.named(source, name, fields.dtype);
        long length = fields.offsets[1] - fields.offsets[0];
        if (length != encoding.bytes(shape)) {
            throw problem(name, "is " + encoding + shape + " and so " + encoding.bytes(shape)
                    + " bytes, but its data_offsets span " + length);
        }
        return new Header.Entry(name, shape, encoding, fields.offsets[0], fields.offsets[1]);
    }

    private TensorFileException problem(String name, String problem) {
        return source.problem("tensor '" + name + "' " + problem);
    }
}
