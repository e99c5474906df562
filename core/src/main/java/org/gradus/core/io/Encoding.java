package org.gradus.core.io;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Arrays;
import java.util.EnumSet;
import org.gradus.core.DType;

/** The format's names of element types, in the order in which files hold them: the widest first, so that all are aligned. */
enum Encoding {

    I64(DType.INT64), F64(DType.FLOAT64), F32(DType.FLOAT32), BOOL(DType.BOOL);

    private static final ImmutableMap<String, Encoding> BY_NAME = Arrays.stream(values())
            .collect(toImmutableMap(Encoding::name, encoding -> encoding));
    private static final ImmutableMap<DType, Encoding> BY_DTYPE = Maps.uniqueIndex(EnumSet.allOf(Encoding.class),
            Encoding::dtype);

    private final DType dtype;

    Encoding(DType dtype) {
        this.dtype = dtype;
    }

    DType dtype() {
        return dtype;
    }

    static Encoding of(DType dtype) {
        return BY_DTYPE.get(dtype);
    }

    static Encoding named(String file, String tensor, String name) throws TensorFileException {
        Encoding encoding = BY_NAME.get(name);
        if (encoding == null) {
            throw new TensorFileException(file, "tensor '" + tensor + "' has dtype " + name
                    + ", but only " + Joiner.on(", ").join(values()) + " can be read; convert it before saving");
        }
        return encoding;
    }
}
