package org.gradus.core.io;

/** Walks through a header's text, and says where it is not what it should be. */
final class TextCursor {

    private final Source source;
    private final String text;
    private int at;

    TextCursor(Source source, String text) {
        this.source = source;
        this.text = text;
    }

    /** A natural number in decimal digits. */
    long number() throws TensorFileException {
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

    void expect(char c) throws TensorFileException {
        if (!skip(c)) {
            throw expected("'" + c + "'");
        }
    }

    /** Steps over spaces, and over this character if it comes next. */
    boolean skip(char c) {
        skipSpace();
        boolean found = at < text.length() && text.charAt(at) == c;
        if (found) {
            at++;
        }
        return found;
    }

    /** Steps over spaces, and over this word if it comes next. */
    boolean skip(String word) {
        skipSpace();
        boolean found = text.startsWith(word, at);
        if (found) {
            at += word.length();
        }
        return found;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** The next character of a string. */
    char next() throws TensorFileException {
        if (at == text.length()) {
            throw problem("a string does not end");
        }
        return text.charAt(at++);
    }

    void end() throws TensorFileException {
        skipSpace();
        if (at < text.length()) {
            throw expected("the end");
        }
    }

    TensorFileException expected(String what) {
        String found = at < text.length() ? "'" + text.charAt(at) + "'" : "its end";
        return problem("expected " + what + " but found " + found);
    }

    TensorFileException problem(String problem) {
        return source.problem("the header is broken at character " + at + ": " + problem);
    }
}
