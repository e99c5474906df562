package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.DType;
import org.gradus.core.Tensor;

/**
 * A value that a module keeps and saves but that no optimiser trains, such as a running mean.
 *
 * <p>
 * The tensor is immutable: changing a buffer means replacing it, so what was computed from the old value stays right.
 */
public final class Buffer {

    private final String name;
    private Tensor value;

    Buffer(String name, Tensor initial) {
        this.name = name;
        this.value = initial.detach();
    }

    /** The value, cut off from the tape. */
    public Tensor get() {
        return value;
    }

    /**
     * Replaces the value, which is cut off from the tape.
     *
     * @throws IllegalArgumentException if it has another shape or type
     */
    public void set(Tensor replacement) {
        checkArgument(replacement.type().equals(value.type()), "[buffer] '%s' is %s, but %s came", name, value.type(),
                replacement.type());
        value = replacement.detach();
    }

    /** Gives the value another floating-point type; one of integers or truth values keeps its own. */
    void convertTo(DType dtype) {
        if (value.dtype().isFloatingPoint()) {
            value = value.to(dtype).detach();
        }
    }
}
