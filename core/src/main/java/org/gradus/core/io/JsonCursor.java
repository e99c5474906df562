package org.gradus.core.io;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;

/** Reads the JSON that headers are made of: objects without duplicate keys, strings, and arrays of natural numbers. */
final class JsonCursor {

    private final TextCursor text;

    JsonCursor(Source source, String text) {
        this.text = new TextCursor(source, text);
    }

    /** Reads one member's value, the cursor standing before it. */
    interface Member {
        void read(String key) throws TensorFileException;
    }

    void object(Member member) throws TensorFileException {
        Set<String> keys = new HashSet<>();
        text.expect('{');
        if (text.skip('}')) {
            return;
        }
        do {
            String key = string();
            if (!keys.add(key)) {
                throw text.problem("the name '" + key + "' comes twice");
            }
            text.expect(':');
            member.read(key);
        } while (text.skip(','));
        text.expect('}');
    }

    long[] numbers() throws TensorFileException {
        LongStream.Builder numbers = LongStream.builder();
        text.expect('[');
        if (!text.skip(']')) {
            do {
                numbers.add(text.number());
            } while (text.skip(','));
            text.expect(']');
        }
        return numbers.build().toArray();
    }

    String string() throws TensorFileException {
        text.expect('"');
        StringBuilder value = new StringBuilder();
        while (true) {
            char c = text.next();
            if (c == '"') {
                break;
            }
            if (c < ' ') {
                throw text.problem("a control character stands in a string");
            }
            value.append(c == '\\' ? escaped() : c);
        }
        if (!Utf8.canEncode(value)) {
            throw text.problem("a string holds half a surrogate pair");
        }
        return value.toString();
    }

    private char escaped() throws TensorFileException {
        char c = text.next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> codeUnit();
            default -> throw text.problem("\\" + c + " is no escape");
        };
    }

    private char codeUnit() throws TensorFileException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            char c = text.next();
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw text.problem("\\u needs four hexadecimal digits");
            }
            unit = unit << 4 | digit;
        }
        return (char) unit;
    }

    void end() throws TensorFileException {
        text.end();
    }
}
