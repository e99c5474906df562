package org.gradus.core;

/** The type of a tensor's elements. FLOAT32 and FLOAT64 carry gradients; INT64 holds labels and indices; BOOL holds masks. */
public enum DType {

    /** 32-bit IEEE 754 numbers in a {@code float[]}; the type that training runs in. */
    FLOAT32("float32", 4),

    /** 64-bit IEEE 754 numbers in a {@code double[]}; the type that gradients are checked in. */
    FLOAT64("float64", 8),

    /** 64-bit integers in a {@code long[]}; arithmetic on them is exact below ±2⁵³ and refused from there on. */
    INT64("int64", 8),

    /** Truth values in a {@code boolean[]}. */
    BOOL("bool", 1);

    private final String label;
    private final int bytes;

    DType(String label, int bytes) {
        this.label = label;
        this.bytes = bytes;
    }

    /** Whether tensors of this type can require a gradient. */
    public boolean isFloatingPoint() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /** The size of one element, in bytes. */
    public int bytes() {
        return bytes;
    }

    /** The name as PyTorch writes it, {@code float32}. */
    @Override
    public String toString() {
        return label;
    }
}
