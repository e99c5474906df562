package org.gradus.core.io;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;

/** Reads the JSON that headers are made of: objects without duplicate keys, strings, and arrays of natural numbers. */
final class JsonCursor {

    private final String file;
    private final String text;
    private int at;

    JsonCursor(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** Reads one member's value, the cursor standing before it. */
    interface Member {
        void read(String key) throws TensorFileException;
    }

    void object(Member member) throws TensorFileException {
        Set<String> keys = new HashSet<>();
        expect('{');
        if (skip('}')) {
            return;
        }
        do {
            String key = string();
            if (!keys.add(key)) {
                throw problem("the name '" + key + "' comes twice");
            }
            expect(':');
            member.read(key);
        } while (skip(','));
        expect('}');
    }

    long[] numbers() throws TensorFileException {
        LongStream.Builder numbers = LongStream.builder();
        expect('[');
        if (!skip(']')) {
            do {
                numbers.add(number());
            } while (skip(','));
            expect(']');
        }
        return numbers.build().toArray();
    }

    private long number() throws TensorFileException {
        skipSpace();
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        String digits = text.substring(start, at);
        if (digits.isEmpty()) {
            throw expected("a number, zero or positive and whole,");
        }
        if (digits.length() > 1 && digits.startsWith("0")) {
            throw problem("the number " + digits + " begins with 0");
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw problem("the number " + digits + " exceeds 64 bits");
        }
    }

    String string() throws TensorFileException {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                break;
            }
            if (c < ' ') {
                throw problem("a control character stands in a string");
            }
            value.append(c == '\\' ? escaped() : c);
        }
        if (!Utf8.canEncode(value)) {
            throw problem("a string holds half a surrogate pair");
        }
        return value.toString();
    }

    private char escaped() throws TensorFileException {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> codeUnit();
            default -> throw problem("\\" + c + " is no escape");
        };
    }

    private char codeUnit() throws TensorFileException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            char c = next();
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw problem("\\u needs four hexadecimal digits");
            }
            unit = unit << 4 | digit;
        }
        return (char) unit;
    }

    void end() throws TensorFileException {
        skipSpace();
        if (at < text.length()) {
            throw expected("the end");
        }
    }

    private void expect(char c) throws TensorFileException {
        if (!skip(c)) {
            throw expected("'" + c + "'");
        }
    }

    private boolean skip(char c) {
        skipSpace();
        boolean found = at < text.length() && text.charAt(at) == c;
        if (found) {
            at++;
        }
        return found;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char next() throws TensorFileException {
        if (at == text.length()) {
            throw problem("a string does not end");
        }
        return text.charAt(at++);
    }

    private TensorFileException expected(String what) {
        String found = at < text.length() ? "'" + text.charAt(at) + "'" : "its end";
        return problem("expected " + what + " but found " + found);
    }

    private TensorFileException problem(String problem) {
        return new TensorFileException(file, "the header is broken at character " + at + ": " + problem);
    }
}
