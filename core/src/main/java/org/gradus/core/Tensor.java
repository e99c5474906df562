package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.gradus.core.random.Rng;
import org.jspecify.annotations.Nullable;

/**
 * An immutable array of numbers with a shape, and the operation that produced it where one was recorded.
 *
 * <p>
 * Tensors are ordinary objects: there is nothing to close, and the garbage collector takes what is no longer reachable.
 * Operations never change their operands; {@link Parameter} alone holds data that changes. {@link TensorAlgebra} holds
 * the operations that can be chained.
 */
public sealed class Tensor implements TensorAlgebra permits Parameter {

    private TensorType type;
    private @Nullable Object array;
    private @Nullable Origin origin;

    Tensor(TensorType type, @Nullable Object array, @Nullable Origin origin) {
        this.type = type;
        this.array = array;
        this.origin = origin;
    }

    private static Tensor create(Shape shape, DType dtype, Object array) {
        return new Tensor(new TensorType(shape, dtype), array, null);
    }

    /**
     * A FLOAT32 tensor of these values, copied.
     *
     * @param shape its sizes; none for a vector of all values
     * @throws IllegalArgumentException if the shape has another number of elements
     */
    public static Tensor of(float[] values, int... shape) {
        return create(fitting(values.length, shape), DType.FLOAT32, values.clone());
    }

    /** A FLOAT64 tensor of these values, copied; otherwise as {@link #of(float[], int...)}. */
    public static Tensor of(double[] values, int... shape) {
        return create(fitting(values.length, shape), DType.FLOAT64, values.clone());
    }

    /** An INT64 tensor of these values, copied; otherwise as {@link #of(float[], int...)}. */
    public static Tensor of(long[] values, int... shape) {
        return create(fitting(values.length, shape), DType.INT64, values.clone());
    }

    /** A BOOL tensor of these values, copied; otherwise as {@link #of(float[], int...)}. */
    public static Tensor of(boolean[] values, int... shape) {
        return create(fitting(values.length, shape), DType.BOOL, values.clone());
    }

    /**
     * A FLOAT32 tensor on this very array, for large data: the caller gives the array away and never writes it again.
     *
     * @throws IllegalArgumentException if the shape has another number of elements
     */
    public static Tensor wrap(float[] values, Shape shape) {
        return create(fitting(values.length, shape), DType.FLOAT32, values);
    }

    /** A FLOAT64 tensor on this very array; otherwise as {@link #wrap(float[], Shape)}. */
    public static Tensor wrap(double[] values, Shape shape) {
        return create(fitting(values.length, shape), DType.FLOAT64, values);
    }

    /** An INT64 tensor on this very array; otherwise as {@link #wrap(float[], Shape)}. */
    public static Tensor wrap(long[] values, Shape shape) {
        return create(fitting(values.length, shape), DType.INT64, values);
    }

    /** A BOOL tensor on this very array; otherwise as {@link #wrap(float[], Shape)}. */
    public static Tensor wrap(boolean[] values, Shape shape) {
        return create(fitting(values.length, shape), DType.BOOL, values);
    }

    private static Shape fitting(int length, int[] sizes) {
        return fitting(length, sizes.length == 0 ? Shape.of(length) : Shape.of(sizes));
    }

    private static Shape fitting(int length, Shape shape) {
        checkArgument(shape.numel() == length, "[tensor] shape %s has %s elements, but %s values came", shape,
                shape.numel(), length);
        return shape;
    }

    /** A FLOAT32 scalar. */
    public static Tensor scalar(double value) {
        return full(Shape.SCALAR, value, DType.FLOAT32);
    }

    /** A FLOAT32 tensor of zeros. */
    public static Tensor zeros(int... shape) {
        return full(Shape.of(shape), 0, DType.FLOAT32);
    }

    /** A FLOAT32 tensor of ones. */
    public static Tensor ones(int... shape) {
        return full(Shape.of(shape), 1, DType.FLOAT32);
    }

    /** A tensor that holds one value everywhere, rounded to the element type. */
    public static Tensor full(Shape shape, double value, DType dtype) {
        Object array = Storage.allocate(dtype, shape.numel());
        switch (array) {
            case float[] floats -> Arrays.fill(floats, (float) value);
            case double[] doubles -> Arrays.fill(doubles, value);
            case long[] longs -> Arrays.fill(longs, (long) value);
            case boolean[] booleans -> Arrays.fill(booleans, value != 0);
            default -> throw new AssertionError(dtype);
        }
        return create(shape, dtype, array);
    }

    /**
     * The INT64 vector 0, 1, …, end − 1.
     *
     * @throws IllegalArgumentException if the end is negative
     */
    public static Tensor arange(int end) {
        checkArgument(end >= 0, "[arange] the end must not be negative, but is %s", end);
        long[] values = new long[end];
        Arrays.setAll(values, i -> i);
        return wrap(values, Shape.of(end));
    }

    /** A FLOAT32 tensor of numbers uniform in [0, 1), equal to PyTorch's for the generator's seed. */
    public static Tensor rand(Rng rng, int... shape) {
        float[] values = new float[Shape.of(shape).numel()];
        rng.uniform(values, 0, 1);
        return wrap(values, Shape.of(shape));
    }

    /** A FLOAT32 tensor of standard normal numbers, PyTorch's for the generator's seed to within 2 ulp. */
    public static Tensor randn(Rng rng, int... shape) {
        float[] values = new float[Shape.of(shape).numel()];
        rng.normal(values, 0, 1);
        return wrap(values, Shape.of(shape));
    }

    /** Shape and element type. */
    public final TensorType type() {
        return type;
    }

    /** The sizes of the dimensions. */
    public final Shape shape() {
        return type.shape();
    }

    /** The size of a dimension; negative ones count from the end. */
    public final int size(int dim) {
        return shape().size(dim);
    }

    /** The number of elements. */
    public final int numel() {
        return shape().numel();
    }

    /** The type of the elements. */
    public final DType dtype() {
        return type.dtype();
    }

    /**
     * The only element's value.
     *
     * @throws IllegalArgumentException if there is not exactly one element
     */
    public final double item() {
        checkArgument(numel() == 1, "[item] needs exactly one element, but the tensor is %s; reduce or index it first",
                type);
        return Storage.get(array(), 0);
    }

    /**
     * The value at a position, one index a dimension.
     *
     * @throws IllegalArgumentException if the indices are too few, too many or out of range
     */
    public final double get(int... index) {
        checkArgument(index.length == shape().rank(), "[get] %s needs %s indices, but %s came", type, shape().rank(),
                index.length);
        int[] strides = shape().strides();
        int at = 0;
        for (int d = 0; d < index.length; d++) {
            checkArgument(index[d] >= 0 && index[d] < size(d), "[get] index %s is out of range for dimension %s of %s",
                    index[d], d, type);
            at += index[d] * strides[d];
        }
        return Storage.get(array(), at);
    }

    /**
     * The elements in row-major order, in a new array.
     *
     * @throws IllegalStateException unless FLOAT32
     */
    public final float[] toFloatArray() {
        return (float[]) copyAs(DType.FLOAT32);
    }

    /**
     * The elements in row-major order, in a new array.
     *
     * @throws IllegalStateException unless FLOAT64
     */
    public final double[] toDoubleArray() {
        return (double[]) copyAs(DType.FLOAT64);
    }

    /**
     * The elements in row-major order, in a new array.
     *
     * @throws IllegalStateException unless INT64
     */
    public final long[] toLongArray() {
        return (long[]) copyAs(DType.INT64);
    }

    /**
     * The elements in row-major order, in a new array.
     *
     * @throws IllegalStateException unless BOOL
     */
    public final boolean[] toBooleanArray() {
        return (boolean[]) copyAs(DType.BOOL);
    }

    private Object copyAs(DType dtype) {
        checkState(dtype() == dtype, "[data] the tensor is %s, not %s; convert it with to(DType.%s)", type, dtype,
                dtype.name());
        return Storage.copy(array());
    }

    /** The data itself, for kernels. */
    final Object array() {
        checkState(array != null,
                "[saved] the data of %s was let go of after the forward pass; name it in the op's saves()", type);
        if (array instanceof Lanes) {
            throw new Lanes.ReadException();
        }
        return array;
    }

    /** What this tensor stands for if that is many tensors at once, and null if it is just itself. */
    final @Nullable Lanes lanes() {
        return array instanceof Lanes lanes ? lanes : null;
    }

    /** Data that another tensor may hold: this tensor's own, unless it can change. */
    Object shareableArray() {
        return array();
    }

    /** Whether the tensor's data changed since a version was noted; see {@link Parameter}. */
    int version() {
        return 0;
    }

    /** The recorded operation that produced this tensor, or null for a leaf and for what was not recorded. */
    public final @Nullable Node node() {
        return origin instanceof Node node ? node : null;
    }

    /** What identifies this tensor in a backward pass; null if it requires no gradient. */
    final @Nullable Origin origin() {
        return requiresGrad() ? origin : null;
    }

    /** Whether operations on this tensor are recorded. */
    public final boolean requiresGrad() {
        return origin != null && origin != Inferred.MARK;
    }

    /** Whether this is the result of an operation within {@link Tape#inference}, which none that is recorded accepts. */
    public final boolean isInference() {
        return origin == Inferred.MARK;
    }

    /**
     * This value as a leaf whose gradient {@link #backward()} collects in {@link #grad()}, or as one that asks for none.
     *
     * @throws IllegalArgumentException if a gradient is asked of integers or truth values
     */
    public Tensor requiresGrad(boolean required) {
        if (array instanceof Lanes) {
            return Lanes.cutOff(this, required);
        }
        return new Tensor(type, array, required ? newLeaf() : null);
    }

    private Leaf newLeaf() {
        checkArgument(dtype().isFloatingPoint(), "[requiresGrad] only float32 and float64 carry gradients, not %s",
                type);
        return new Leaf();
    }

    /** Takes on another type and data; for parameters alone. */
    final void become(TensorType newType, Object newArray) {
        type = newType;
        array = newArray;
    }

    final void setLeaf(boolean required) {
        origin = required ? newLeaf() : null;
    }

    /** This value cut off from the tape: no gradient flows through it. */
    public final Tensor detach() {
        return array instanceof Lanes lanes
                ? Lanes.of(lanes.all().detach(), shape())
                : new Tensor(type, shareableArray(), null);
    }

    final boolean hasData() {
        return array != null;
    }

    /** This tensor, whose data was not kept, with that of another run of the same operation. */
    final Tensor withDataOf(Tensor repeated) {
        return new Tensor(type, repeated.array(), origin);
    }

    /** What stands for this tensor on the tape where its data is not needed. */
    final Tensor withoutData() {
        return new Tensor(type, null, origin);
    }

    /**
     * The gradient that backward passes have added up, or null before the first.
     *
     * @throws IllegalStateException if this is not a leaf that requires a gradient
     */
    public final @Nullable Tensor grad() {
        return gradLeaf("grad").grad();
    }

    /**
     * Forgets the gradient.
     *
     * @throws IllegalStateException if this is not a leaf that requires a gradient
     */
    public final void zeroGrad() {
        gradLeaf("zeroGrad").clear();
    }

    /**
     * Puts another gradient in the place of the one so far, a clipped one say; later backward passes add to it.
     *
     * @throws IllegalStateException if this is not a leaf that requires a gradient
     * @throws IllegalArgumentException if it has another shape or type
     */
    public final void setGrad(Tensor gradient) {
        Leaf leaf = gradLeaf("setGrad");
        checkArgument(gradient.type.equals(type), "[setGrad] the gradient of %s must be of that type, but is %s", type,
                gradient.type);
        leaf.set(gradient);
    }

    private Leaf gradLeaf(String asked) {
        if (origin instanceof Leaf leaf) {
            return leaf;
        }
        throw new IllegalStateException("[%s] %s is no leaf that requires a gradient: %s".formatted(asked, type,
                origin instanceof Node node
                        ? "it is the result of " + node.op().name() + "; use Autograd.grad to differentiate by it"
                        : "create it with requiresGrad(true)"));
    }

    /**
     * Has a function see this tensor's gradient in every backward pass, once it is complete, and replace it: the identity
     * only looks, {@code g -> g.mul(2)} scales what flows on.
     *
     * @return takes the hook off again
     * @throws IllegalStateException if this tensor does not require a gradient
     */
    public final Runnable registerHook(UnaryOperator<Tensor> hook) {
        checkState(requiresGrad(), "[registerHook] %s does not require a gradient; create it with requiresGrad(true)",
                type);
        return origin.register(hook);
    }

    /**
     * Adds the gradient of this scalar to every leaf it was computed from, and lets go of what was saved for it.
     *
     * @throws IllegalArgumentException if this is not a scalar or was not recorded
     */
    public final void backward() {
        Autograd.backward(List.of(this), GradOptions.DEFAULT);
    }

    /** As {@link #backward()} for any shape: adds uᵀ·∂this/∂leaf, for u of this tensor's shape. */
    public final void backward(Tensor cotangent) {
        Autograd.backward(List.of(this), GradOptions.DEFAULT.withCotangents(cotangent));
    }

    /** The values as PyTorch prints them, with shape and type where they are not plain to see. */
    @Override
    public String toString() {
        return hasData() ? TensorFormat.format(this) : "tensor(" + type + ", whose data was let go of)";
    }
}
