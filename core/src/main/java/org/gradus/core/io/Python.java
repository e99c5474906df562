package org.gradus.core.io;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Python's values, as far as Java has no type for them. They may contain themselves, so nobody compares or prints them. */
final class Python {

    /** The value None. */
    static final Object NONE = new Object();

    private Python() {}

    /** A value that does not change. */
    record Tuple(ImmutableList<Object> values) {}

    /** A value that grows. */
    record PyList(List<Object> values) {

        PyList() {
            this(new ArrayList<>());
        }
    }

    /** Values by text or integer, in the order of their insertion. */
    record Dict(Map<Object, Object> items) {

        Dict() {
            this(new LinkedHashMap<>());
        }
    }

    /** What a message calls a value. */
    static String kind(Object value) {
        return switch (value) {
            case Tuple _ -> "a tuple";
            case PyList _ -> "a list";
            case Dict _ -> "a dict";
            case String _ -> "a text";
            case Boolean _ -> "a truth value";
            case Double _ -> "a float";
            case Number _ -> "an integer";
            case TorchTensor _ -> "a tensor";
            case TorchStorage _ -> "a storage";
            case TorchGlobal global -> global.toString();
            default -> "None";
        };
    }
}
