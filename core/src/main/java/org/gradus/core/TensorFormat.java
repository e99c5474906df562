package org.gradus.core;

/** placeholder */
final class TensorFormat {
    static String format(Tensor t) {
        return t.type().toString();
    }
}
