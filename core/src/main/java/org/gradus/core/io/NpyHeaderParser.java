package org.gradus.core.io;

import java.util.stream.LongStream;
import org.gradus.core.Shape;
import org.jspecify.annotations.Nullable;

/** Reads a header's Python literal: a dict of descr, fortran_order and shape, nothing else and nothing twice. */
final class NpyHeaderParser {

    private final Source source;
    private final TextCursor text;
    @Nullable
    private NpyType type;
    @Nullable
    private Boolean fortranOrder;
    @Nullable
    private Shape shape;

    private NpyHeaderParser(Source source, String text) {
        this.source = source;
        this.text = new TextCursor(source, text);
    }

    static NpyHeader parse(Source source, String text) throws TensorFileException {
        return new NpyHeaderParser(source, text).header();
    }

    private NpyHeader header() throws TensorFileException {
        text.expect('{');
        boolean more = !text.skip('}');
        while (more) {
            member(string());
            boolean comma = text.skip(',');
            more = !text.skip('}');
            if (more && !comma) {
                throw text.expected("',' or '}'");
            }
        }
        text.end();
        if (type == null || fortranOrder == null || shape == null) {
            throw source.problem("its header lacks "
                    + (type == null ? "descr" : fortranOrder == null ? "fortran_order" : "shape"));
        }
        return new NpyHeader(type, fortranOrder, shape);
    }

    private void member(String key) throws TensorFileException {
        boolean again = switch (key) {
            case "descr" -> type != null;
            case "fortran_order" -> fortranOrder != null;
            case "shape" -> shape != null;
            default -> throw text.problem("the name '" + key + "' is unknown");
        };
        if (again) {
            throw text.problem("the name '" + key + "' comes twice");
        }
        text.expect(':');
        switch (key) {
            case "descr" -> type = NpyType.parse(source, descr());
            case "fortran_order" -> fortranOrder = truth();
            default -> shape = source.shape("the array", tuple());
        }
    }

    private String descr() throws TensorFileException {
        if (text.skip('[')) {
            throw source.problem("its elements are records, which are not read; save each field by itself");
        }
        return string();
    }

    private String string() throws TensorFileException {
        char quote = text.skip('"') ? '"' : '\'';
        if (quote == '\'') {
            text.expect(quote);
        }
        StringBuilder value = new StringBuilder();
        for (char c = text.next(); c != quote; c = text.next()) {
            if (c < ' ' || c == '\\') {
                throw text.problem("a control character or escape stands in a string");
            }
            value.append(c);
        }
        return value.toString();
    }

    private boolean truth() throws TensorFileException {
        if (text.skip("True")) {
            return true;
        }
        if (text.skip("False")) {
            return false;
        }
        throw text.expected("True or False");
    }

    /** Python 2 wrote whole numbers with an L. */
    private long[] tuple() throws TensorFileException {
        LongStream.Builder sizes = LongStream.builder();
        text.expect('(');
        boolean more = !text.skip(')');
        int count = 0;
        while (more) {
            sizes.add(text.number());
            text.skip("L");
            count++;
            boolean comma = text.skip(',');
            more = !text.skip(')');
            if (!comma && (more || count == 1)) {
                throw text.expected("','");
            }
        }
        return sizes.build().toArray();
    }
}
