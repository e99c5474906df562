package org.gradus.core.io;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import org.gradus.core.DType;
import org.gradus.core.Shape;

/**
 * How files hold elements, by the names that safetensors gives them, and the type that holds each value exactly. The widest
 * come first, as safetensors' files are sorted, so that all are aligned.
 */
public enum Encoding {

    I64(DType.INT64, 8), U64(DType.INT64, 8), F64(DType.FLOAT64, 8), I32(DType.INT64, 4), U32(DType.INT64, 4), F32(
            DType.FLOAT32, 4), I16(DType.INT64, 2), U16(DType.INT64, 2), F16(DType.FLOAT32, 2), BF16(DType.FLOAT32,
                    2), I8(DType.INT64, 1), U8(DType.INT64, 1), BOOL(DType.BOOL, 1);

    private static final ImmutableMap<String, Encoding> BY_NAME = Arrays.stream(values())
            .collect(toImmutableMap(Encoding::name, encoding -> encoding));

    private final DType dtype;
    private final int width;

    Encoding(DType dtype, int width) {
        this.dtype = dtype;
        this.width = width;
    }

    /** The type of the tensors that are read. */
    public DType dtype() {
        return dtype;
    }

    /** The bytes of an element. */
    public int width() {
        return width;
    }

    /** The bytes of a tensor. */
    public long bytes(Shape shape) {
        return (long) shape.numel() * width;
    }

    /** How a type is written. */
    static Encoding of(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> F32;
            case FLOAT64 -> F64;
            case INT64 -> I64;
            case BOOL -> BOOL;
        };
    }

    static Encoding named(Source source, String tensor, String name) throws TensorFileException {
        Encoding encoding = BY_NAME.get(name);
        if (encoding == null) {
            throw source.problem("tensor '" + tensor + "' has dtype " + name + ", but only "
                    + Joiner.on(", ").join(values()) + " can be read; convert it before saving");
        }
        return encoding;
    }
}
