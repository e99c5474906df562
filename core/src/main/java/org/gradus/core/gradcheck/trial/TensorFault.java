package org.gradus.core.gradcheck.trial;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gradus.core.DType;
import org.gradus.core.Tensor;
import org.gradus.core.op.ConcatOp;
import org.gradus.core.op.ExpandOp;
import org.gradus.core.op.HardshrinkOp;
import org.gradus.core.op.Padding;
import org.gradus.core.op.ReshapeOp;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a tensor of floating-point numbers whose shape is right. */
enum TensorFault {
    /** −t. */
    NEGATED(FaultKind.FACTOR, "negated", Tensor::neg),
    /** 2t. */
    DOUBLED(FaultKind.FACTOR, "doubled", t -> t.mul(2)),
    /** t/2. */
    HALVED(FaultKind.FACTOR, "halved", t -> t.mul(0.5)),
    /** n·t for n elements. */
    COUNTED(FaultKind.FACTOR, "times its number of elements", t -> t.numel() == 1 ? null : t.mul(t.numel())),
    /** 0. */
    VANISHED(FaultKind.FACTOR, "zero", t -> Tensor.full(t.shape(), 0, t.dtype())),
    /** t + t/1000. */
    COARSE(FaultKind.SMALL, "too large by 1/1000", t -> t.mul(1.001)),
    /** t − t/100000. */
    FINE(FaultKind.SMALL, "too small by 1/100000", t -> t.mul(0.99999)),
    /** What float32 holds of t. */
    ROUNDED(FaultKind.SMALL, "rounded to float32", t -> t.to(DType.FLOAT32).to(t.dtype())),
    /** One further along the last dimension, the last element coming in first. */
    ROLLED(FaultKind.PLACE, "rolled by one along the last dimension", last((t, d, _) -> t.roll(1, d))),
    /** One further along the first dimension. */
    ROLLED_BY_ROWS(FaultKind.PLACE, "rolled by one along the first dimension", first((t, d, _) -> t.roll(1, d))),
    /** One further along the last dimension, a 0 coming in first. */
    SHIFTED(FaultKind.PLACE, "shifted by one along the last dimension", last((t, d, _) -> Padding.pad(t, d, 1, -1))),
    /** Backwards along every dimension. */
    REVERSED(FaultKind.PLACE, "reversed", last((t, _, _) -> t.flip())),
    /** With the last two dimensions exchanged, which are of one size. */
    TRANSPOSED(FaultKind.PLACE, "transposed", TensorFault::transposed),
    /** Its elements column by column, in rows. */
    REORDERED(FaultKind.PLACE, "in column-major order", first((t, _, _) -> reordered(t))),
    /** The last along the last dimension is 0. */
    LAST_MISSING(FaultKind.PART, "without the last column",
            last((t, d, _) -> zeroed(t, d, 0, 1))),
    /** The first along the first dimension is 0. */
    FIRST_MISSING(FaultKind.PART, "without the first row",
            first((t, d, _) -> zeroed(t, d, 1, 0))),
    /** The last of the middle one of three dimensions, a channel, is 0. */
    CHANNEL_MISSING(FaultKind.PART, "without the last channel", TensorFault::withoutChannel),
    /** 0 at the ends of the last two dimensions. */
    BORDER_MISSING(FaultKind.PART, "without its border", TensorFault::withoutBorder),
    /** The last along the last dimension is that before. */
    LAST_REPEATED(FaultKind.PART, "with the last column as that before", last((t, d, size) -> ConcatOp
            .concat(List.of(t.narrow(d, 0, size - 1), t.narrow(d, size - 2, 1)), d))),
    /** The first along the last dimension for all. */
    FIRST_FOR_ALL(FaultKind.PART, "with all columns as the first",
            last((t, d, _) -> ExpandOp.expand(t.narrow(d, 0, 1), t.shape()))),
    /** The last element negated. */
    ONE_NEGATED(FaultKind.PART, "with one element negated", last((t, _, _) -> t.mul(lastElement(t, -1)))),
    /** The last element off by a thousandth. */
    ONE_COARSE(FaultKind.SMALL, "with one element too large by 1/1000",
            last((t, _, _) -> t.mul(lastElement(t, 1.001)))),
    /** The mean along the last dimension for all. */
    AVERAGED(FaultKind.SUM, "averaged along the last dimension",
            last((t, d, _) -> ExpandOp.expand(t.mean(true, d), t.shape()))),
    /** The sum along the last dimension for all. */
    SUMMED(FaultKind.SUM, "summed along the last dimension",
            last((t, d, _) -> ExpandOp.expand(t.sum(true, d), t.shape()))),
    /** A thousandth of each neighbour added. */
    MIXED(FaultKind.SUM, "with 1/1000 of the neighbour", last((t, d, _) -> t.add(t.roll(1, d).mul(0.001)))),
    /** Not beyond ±1. */
    CLIPPED(FaultKind.LINEARITY, "clipped to −1…1", t -> t.clamp(-1, 1)),
    /** 0 where the size is at most 0.1. */
    SHRUNK(FaultKind.LINEARITY, "zero up to ±0.1", t -> HardshrinkOp.hardshrink(t, 0.1)),
    /** |t|. */
    ABSOLUTE(FaultKind.LINEARITY, "without its signs", Tensor::abs),
    /** t². */
    SQUARED(FaultKind.LINEARITY, "squared", Tensor::square),
    /** 0 where negative. */
    RECTIFIED(FaultKind.LINEARITY, "zero where negative", Tensor::relu),
    /** t + 1/1000. */
    RAISED(FaultKind.LINEARITY, "raised by 1/1000", t -> t.add(0.001)),
    /** A constant. */
    DETACHED(FaultKind.CUT, "detached", Tensor::detach);

    private interface Along {

        Tensor apply(Tensor t, int dim, int size);
    }

    private final FaultKind kind;
    private final String description;
    private final Function<Tensor, @Nullable Tensor> change;

    TensorFault(FaultKind kind, String description, Function<Tensor, @Nullable Tensor> change) {
        this.kind = kind;
        this.description = description;
        this.change = change;
    }

    FaultKind kind() {
        return kind;
    }

    /** The tensor with the fault, or null where this makes no sense. */
    @Nullable
    Tensor apply(@Nullable Tensor t) {
        return t == null || t.numel() == 0 || !t.dtype().isFloatingPoint()
                ? null
                : Mutation.sparing(() -> change.apply(t));
    }

    @Override
    public String toString() {
        return description;
    }

    /** Along the last dimension that has more than one index. */
    private static Function<Tensor, @Nullable Tensor> last(Along change) {
        return t -> {
            int[] dims = wide(t);
            return dims.length == 0 ? null : change.apply(t, dims[dims.length - 1], t.size(dims[dims.length - 1]));
        };
    }

    /** Along the first of several dimensions that have more than one index. */
    private static Function<Tensor, @Nullable Tensor> first(Along change) {
        return t -> {
            int[] dims = wide(t);
            return dims.length < 2 ? null : change.apply(t, dims[0], t.size(dims[0]));
        };
    }

    private static int[] wide(Tensor t) {
        return IntStream.range(0, t.shape().rank()).filter(d -> t.size(d) > 1).toArray();
    }

    private static @Nullable Tensor transposed(Tensor t) {
        return t.shape().rank() < 2 || t.size(-1) != t.size(-2) || t.size(-1) == 1 ? null : t.mT();
    }

    private static @Nullable Tensor withoutChannel(Tensor t) {
        int[] dims = wide(t);
        return dims.length < 3 ? null : zeroed(t, dims[1], 0, 1);
    }

    private static @Nullable Tensor withoutBorder(Tensor t) {
        int[] dims = wide(t);
        return dims.length < 2
                ? null
                : zeroed(zeroed(t, dims[dims.length - 1], 1, 1), dims[dims.length - 2], 1, 1);
    }

    /** With zeros for the first and last along a dimension. */
    private static Tensor zeroed(Tensor t, int dim, int first, int last) {
        return Padding.pad(Padding.pad(t, dim, -first, -last), dim, first, last);
    }

    private static Tensor reordered(Tensor t) {
        int rank = t.shape().rank();
        return ReshapeOp.reshape(t.permute(IntStream.range(0, rank).map(d -> rank - 1 - d).toArray()), t.shape());
    }

    private static Tensor lastElement(Tensor t, double factor) {
        double[] factors = new double[t.numel()];
        Arrays.fill(factors, 1);
        factors[factors.length - 1] = factor;
        return Tensor.wrap(factors, t.shape()).to(t.dtype());
    }
}
