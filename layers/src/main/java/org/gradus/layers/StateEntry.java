package org.gradus.layers;

import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;

/** A parameter or a buffer, as saving and loading see it. */
interface StateEntry {

    TensorType type();

    /** The value, which nothing changes later. */
    Tensor copy();

    /** Replaces the value by one of the same type. */
    void load(Tensor value);

    static StateEntry of(Parameter parameter) {
        return new StateEntry() {
            @Override
            public TensorType type() {
                return parameter.type();
            }

            @Override
            public Tensor copy() {
                return parameter.detach();
            }

            @Override
            public void load(Tensor value) {
                parameter.set(value);
            }
        };
    }

    static StateEntry of(Buffer buffer) {
        return new StateEntry() {
            @Override
            public TensorType type() {
                return buffer.get().type();
            }

            @Override
            public Tensor copy() {
                return buffer.get();
            }

            @Override
            public void load(Tensor value) {
                buffer.set(value);
            }
        };
    }
}
