package org.gradus.core;

import com.google.common.base.CaseFormat;

/** The names of op classes, each worked out once: every check of every call asks for one. */
final class OpNames extends ClassValue<String> {

    private static final OpNames NAMES = new OpNames();

    private OpNames() {}

    /** {@code relu} for {@code ReluOp}. */
    static String of(Class<? extends Op> type) {
        return NAMES.get(type);
    }

    @Override
    protected String computeValue(Class<?> type) {
        String simple = type.getSimpleName();
        String stem = simple.endsWith("Op") ? simple.substring(0, simple.length() - 2) : simple;
        return CaseFormat.UPPER_CAMEL.to(CaseFormat.LOWER_CAMEL, stem);
    }
}
