package org.gradus.core.io;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableMap;
import java.nio.ByteOrder;
import java.util.Arrays;

/** An element type as NumPy describes it: the byte order, the kind, the bytes of an element. */
record NpyType(Encoding encoding, ByteOrder order) {

    private static final ImmutableMap<String, Encoding> BY_CODE = Arrays.stream(Encoding.values())
            .filter(encoding -> encoding != Encoding.BF16) // unknown to NumPy
            .collect(toImmutableMap(NpyType::code, encoding -> encoding));

    static NpyType parse(Source source, String descr) throws TensorFileException {
        ByteOrder order = descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        Encoding encoding = descr.isEmpty() ? null : BY_CODE.get(descr.substring(1));
        boolean ordered = descr.startsWith("<") || descr.startsWith(">");
        if (encoding == null || !ordered && !(descr.startsWith("|") && encoding.width() == 1)) {
            throw source.problem("its elements are '" + descr + "'" + kind(descr)
                    + ", but only truth values, integers and floats of up to 64 bits can be read;"
                    + " convert it with astype before saving");
        }
        return new NpyType(encoding, order);
    }

    private static String kind(String descr) {
        char kind = descr.length() < 2 ? ' ' : descr.charAt(1);
        return switch (kind) {
            case 'O' -> " (Python objects, which are never executed)";
            case 'c' -> " (complex numbers)";
            case 'U', 'S', 'a' -> " (text)";
            case 'M', 'm' -> " (dates)";
            case 'V' -> " (raw bytes)";
            default -> "";
        };
    }

    private static String code(Encoding encoding) {
        return (encoding == Encoding.BOOL ? 'b' : kind(encoding)) + Integer.toString(encoding.width());
    }

    private static char kind(Encoding encoding) {
        return switch (encoding.name().charAt(0)) {
            case 'I' -> 'i';
            case 'U' -> 'u';
            default -> 'f';
        };
    }

    @Override
    public String toString() {
        char first = encoding.width() == 1 ? '|' : order == ByteOrder.BIG_ENDIAN ? '>' : '<';
        return first + code(encoding);
    }
}
