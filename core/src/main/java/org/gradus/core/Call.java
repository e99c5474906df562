package org.gradus.core;

import static com.google.common.base.Verify.verify;

import org.jspecify.annotations.Nullable;

/**
 * One evaluation of an op: the arrays and shapes of its inputs, and the array of its output.
 *
 * @param <A> the array type of the kernels that run it
 */
public final class Call<A> {

    private final Tensor[] inputs;
    private final TensorType type;
    private @Nullable Object out;

    Call(Tensor[] inputs, TensorType type) {
        this.inputs = inputs;
        this.type = type;
    }

    /** The number of inputs. */
    public int arity() {
        return inputs.length;
    }

    /** The shape of an input. */
    public Shape shape(int input) {
        return inputs[input].shape();
    }

    /** The element type of an input. */
    public DType dtype(int input) {
        return inputs[input].dtype();
    }

    /** The data of an input of the kernels' own type. */
    @SuppressWarnings("unchecked") // the tape picks kernels by the inputs' type
    public A in(int input) {
        return (A) inputs[input].array();
    }

    /** The data of an input whatever its type. */
    public Object any(int input) {
        return inputs[input].array();
    }

    /** The data of an INT64 input. */
    public long[] longs(int input) {
        return (long[]) inputs[input].array();
    }

    /** The output's shape. */
    public Shape outShape() {
        return type.shape();
    }

    /** The output's array, of the kernels' own type and filled with zeros at first. */
    @SuppressWarnings("unchecked") // allocated by the output's type, which the op's own infer gave
    public A out() {
        return (A) outAny();
    }

    /** The output's array whatever its type. */
    public Object outAny() {
        if (out == null) {
            out = Storage.allocate(type.dtype(), type.shape().numel());
        }
        return out;
    }

    /** The output's array, of an op that gives INT64. */
    public long[] outLongs() {
        return (long[]) outAny();
    }

    /** The output's array, of an op that gives BOOL. */
    public boolean[] outBooleans() {
        return (boolean[]) outAny();
    }

    /** Makes the output share an input's data, for ops that change nothing but the shape. */
    public void share(int input) {
        verify(out == null, "an output cannot be both written and shared");
        out = inputs[input].shareableArray();
    }

    Object result() {
        return outAny();
    }
}
