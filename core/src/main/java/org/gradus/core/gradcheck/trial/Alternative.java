package org.gradus.core.gradcheck.trial;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.gradus.core.GeluApproximation;
import org.gradus.core.Op;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.Comparison;
import org.gradus.core.kernel.WindowAxis;
import org.gradus.core.op.AddOp;
import org.gradus.core.op.CompareOp;
import org.gradus.core.op.ConvKernelGradOp;
import org.gradus.core.op.ConvOp;
import org.gradus.core.op.ConvTransposeOp;
import org.gradus.core.op.Convolution;
import org.gradus.core.op.CosOp;
import org.gradus.core.op.CoshOp;
import org.gradus.core.op.CumsumOp;
import org.gradus.core.op.DivOp;
import org.gradus.core.op.ExpOp;
import org.gradus.core.op.ExpandOp;
import org.gradus.core.op.Expm1Op;
import org.gradus.core.op.GateOp;
import org.gradus.core.op.GatherOp;
import org.gradus.core.op.GeluGradOp;
import org.gradus.core.op.IndexAddOp;
import org.gradus.core.op.IndexSelectOp;
import org.gradus.core.op.Lattice;
import org.gradus.core.op.LeakyReluGradOp;
import org.gradus.core.op.LinearRecurrenceOp;
import org.gradus.core.op.MatMulOp;
import org.gradus.core.op.MulOp;
import org.gradus.core.op.PermuteOp;
import org.gradus.core.op.PlaceOp;
import org.gradus.core.op.PowNumberOp;
import org.gradus.core.op.ReshapeOp;
import org.gradus.core.op.RsqrtOp;
import org.gradus.core.op.ScatterAddOp;
import org.gradus.core.op.SigmoidOp;
import org.gradus.core.op.SinOp;
import org.gradus.core.op.SinhOp;
import org.gradus.core.op.SliceOp;
import org.gradus.core.op.SoftmaxOp;
import org.gradus.core.op.SqrtOp;
import org.gradus.core.op.SubOp;
import org.gradus.core.op.SumOp;
import org.gradus.core.op.TanhOp;
import org.gradus.core.op.WherePositiveOp;
import org.jspecify.annotations.Nullable;

/**
 * Something else that could stand for an operation by mistake.
 *
 * @param result what it gives for the operation's inputs, or null where it makes no sense
 */
record Alternative(FaultKind kind, String name, Function<List<Tensor>, @Nullable Tensor> result) {

    /** What could stand for an op by mistake: for the same class always the same, in the same order. */
    static List<Alternative> of(Op op, int arity) {
        List<Alternative> all = new ArrayList<>(ofOperands(op, arity));
        all.addAll(ofClass(op));
        return all;
    }

    private static Alternative operation(String name, Op other) {
        return new Alternative(FaultKind.OPERATION, name, in -> apply(other, in));
    }

    private static Alternative attribute(String name, Op op, Op other) {
        return new Alternative(FaultKind.ATTRIBUTE, name, in -> other.equals(op) ? null : apply(other, in));
    }

    /** The operation with an input changed. */
    private static Alternative input(FaultKind kind, String name, Op op, int position,
            Function<Tensor, @Nullable Tensor> change) {
        return new Alternative(kind, name, in -> {
            Tensor changed = change.apply(in.get(position));
            if (changed == null) {
                return null;
            }
            List<Tensor> inputs = new ArrayList<>(in);
            inputs.set(position, changed);
            return apply(op, inputs);
        });
    }

    private static Tensor apply(Op op, List<Tensor> inputs) {
        return op.apply(inputs.toArray(Tensor[]::new));
    }

    /** Operands left out, exchanged, or another number in place of one. */
    private static List<Alternative> ofOperands(Op op, int arity) {
        List<Alternative> all = new ArrayList<>();
        for (int i = 0; i < Math.min(2, arity); i++) {
            int kept = i;
            FaultKind kind = arity == 1 ? FaultKind.OPERATION : FaultKind.OPERAND;
            String name = arity == 1 ? "left out" : "operand " + i + " alone";
            all.add(new Alternative(kind, name, in -> alone(op, in, kept)));
            all.add(input(FaultKind.ATTRIBUTE, "another number for operand " + i, op, i,
                    t -> isNumber(t) ? t.add(1) : null));
        }
        boolean commutative = op instanceof AddOp || op instanceof MulOp;
        if (arity >= 2 && !commutative) {
            all.add(new Alternative(FaultKind.OPERAND, "operands exchanged", in -> {
                List<Tensor> exchanged = new ArrayList<>(in);
                exchanged.set(0, in.get(1));
                exchanged.set(1, in.get(0));
                return apply(op, exchanged);
            }));
        }
        return all;
    }

    private static @Nullable Tensor alone(Op op, List<Tensor> inputs, int kept) {
        Tensor operand = inputs.get(kept);
        Shape shape = op.infer(inputs).shape();
        boolean fits = operand.dtype().isFloatingPoint()
                && Shape.broadcast("mutant", operand.shape(), shape).equals(shape);
        return fits ? ExpandOp.expand(operand, shape) : null;
    }

    private static boolean isNumber(Tensor t) {
        return t.shape().rank() == 0 && t.dtype().isFloatingPoint() && !t.requiresGrad();
    }

    private static List<Alternative> ofClass(Op op) {
        return switch (op) {
            case AddOp _ -> List.of(operation("− for +", new SubOp()));
            case SubOp _ -> List.of(operation("+ for −", new AddOp()));
            case MulOp _ -> List.of(operation("÷ for ·", new DivOp()));
            case DivOp _ -> List.of(operation("· for ÷", new MulOp()));
            case ExpOp _ -> List.of(operation("expm1 for exp", new Expm1Op()));
            case SqrtOp _ -> List.of(operation("rsqrt for sqrt", new RsqrtOp()));
            case RsqrtOp _ -> List.of(operation("sqrt for rsqrt", new SqrtOp()));
            case SinOp _ -> List.of(operation("cos for sin", new CosOp()));
            case CosOp _ -> List.of(operation("sin for cos", new SinOp()));
            case SinhOp _ -> List.of(operation("cosh for sinh", new CoshOp()));
            case CoshOp _ -> List.of(operation("sinh for cosh", new SinhOp()));
            case SigmoidOp _ -> List.of(operation("tanh for sigmoid", new TanhOp()));
            case TanhOp _ -> List.of(operation("sigmoid for tanh", new SigmoidOp()));
            case PowNumberOp(var exponent) -> List.of(attribute("exponent + 1", op, new PowNumberOp(exponent + 1)),
                    attribute("exponent − 1", op, new PowNumberOp(exponent - 1)));
            case CompareOp(var comparison) ->
                List.of(attribute("the opposite comparison", op, new CompareOp(opposite(comparison))));
            case GateOp(var low, var high) -> List.of(
                    attribute("no lower bound", op, new GateOp(Double.NEGATIVE_INFINITY, high)),
                    attribute("no upper bound", op, new GateOp(low, Double.POSITIVE_INFINITY)),
                    attribute("bounds too far down", op, new GateOp(low - 0.5, high - 0.5)));
            case WherePositiveOp _ -> List.of(input(FaultKind.OPERATION, "negative for positive", op, 1, Tensor::neg));
            case LeakyReluGradOp(var slope) -> List.of(attribute("slope + 1/2", op, new LeakyReluGradOp(slope + 0.5)),
                    attribute("slope 0", op, new LeakyReluGradOp(0)));
            case GeluGradOp(var approximation) -> List.of(attribute("the other approximation", op, new GeluGradOp(
                    approximation == GeluApproximation.NONE ? GeluApproximation.TANH : GeluApproximation.NONE)));
            default -> ofStructure(op);
        };
    }

    private static Comparison opposite(Comparison comparison) {
        return switch (comparison) {
            case EQ -> Comparison.NE;
            case NE -> Comparison.EQ;
            case LT -> Comparison.GT;
            case LE -> Comparison.GE;
            case GT -> Comparison.LT;
            case GE -> Comparison.LE;
        };
    }

    private static List<Alternative> ofStructure(Op op) {
        return switch (op) {
            case SumOp sum -> List.of(
                    new Alternative(FaultKind.SUM, "mean for sum", in -> {
                        Tensor total = sum.apply(in.get(0));
                        return total.mul(total.numel() / (double) in.get(0).numel());
                    }),
                    input(FaultKind.SUM, "all but the last term", op, 0,
                            t -> sum.dims().isEmpty() || t.size(sum.dims().get(0)) < 2
                                    ? null
                                    : t.narrow(sum.dims().get(0), 0, t.size(sum.dims().get(0)) - 1)));
            case SoftmaxOp(var dim) -> List.of(new Alternative(FaultKind.ATTRIBUTE, "another dimension",
                    in -> in.get(0).softmax((dim + 1) % in.get(0).shape().rank())));
            case CumsumOp(var dim, var reverse) -> List.of(attribute("the other way", op, new CumsumOp(dim, !reverse)));
            case LinearRecurrenceOp(var dim, var reverse) ->
                List.of(attribute("the other way", op, new LinearRecurrenceOp(dim, !reverse)));
            case MatMulOp(var a, var b) -> List.of(
                    attribute("the first operand transposed", op, new MatMulOp(!a, b)),
                    attribute("the second operand transposed", op, new MatMulOp(a, !b)));
            case ReshapeOp _ ->
                List.of(input(FaultKind.PLACE, "column by column", op, 0, TensorFault.REORDERED::apply));
            case PermuteOp(var order) -> List.of(
                    attribute("the inverse order", op, new PermuteOp(inverse(order))),
                    new Alternative(FaultKind.OPERATION, "a reshape in its place",
                            in -> ReshapeOp.reshape(in.get(0), op.infer(in).shape())));
            case SliceOp(var lattice) -> shifted(lattice, SliceOp::new);
            case PlaceOp(var lattice, var fill) -> ImmutableList.<Alternative>builder()
                    .addAll(shifted(lattice, moved -> new PlaceOp(moved, fill)))
                    .add(attribute("among ones", op, new PlaceOp(lattice, 1))).build();
            case GatherOp(var dim) -> indexed(op, in -> in.get(0).size(dim));
            case IndexSelectOp(var dim) -> indexed(op, in -> in.get(0).size(dim));
            case ScatterAddOp(_, var size) -> indexed(op, _ -> size);
            case IndexAddOp(_, var size) -> indexed(op, _ -> size);
            case ConvOp(var convolution) -> convolved(op, convolution, ConvOp::new);
            case ConvTransposeOp(var convolution) -> convolved(op, convolution, ConvTransposeOp::new);
            case ConvKernelGradOp(var convolution) -> convolved(op, convolution, ConvKernelGradOp::new);
            default -> List.of();
        };
    }

    private static ImmutableIntArray inverse(ImmutableIntArray order) {
        int[] inverse = new int[order.length()];
        for (int d = 0; d < inverse.length; d++) {
            inverse[order.get(d)] = d;
        }
        return ImmutableIntArray.copyOf(inverse);
    }

    /** One position further, and one back, where these are within. */
    private static List<Alternative> shifted(Lattice lattice, Function<Lattice, Op> on) {
        return List.of(shifted("one position further", lattice, 1, on), shifted("one position back", lattice, -1, on));
    }

    private static Alternative shifted(String name, Lattice lattice, int by, Function<Lattice, Op> on) {
        int first = lattice.start() + by;
        int last = first;
        int least = first;
        for (int d = 0; d < lattice.shape().rank(); d++) {
            int reach = (lattice.shape().size(d) - 1) * lattice.strides().get(d);
            last += Math.max(0, reach);
            least += Math.min(0, reach);
        }
        boolean within = least >= 0 && last < lattice.whole().numel();
        Lattice moved = new Lattice(lattice.whole(), first, lattice.strides(), lattice.shape());
        return new Alternative(FaultKind.ATTRIBUTE, name, in -> within ? apply(on.apply(moved), in) : null);
    }

    /** Each index the next one, and each the one before it in their order. */
    private static List<Alternative> indexed(Op op, Function<List<Tensor>, Integer> size) {
        return List.of(new Alternative(FaultKind.ATTRIBUTE, "every index one further", in -> {
            int count = size.apply(in);
            long[] indices = in.get(1).toLongArray();
            for (int i = 0; i < indices.length; i++) {
                indices[i] = (indices[i] + 1) % count;
            }
            return op.apply(in.get(0), Tensor.wrap(indices, in.get(1).shape()));
        }), new Alternative(FaultKind.ATTRIBUTE, "indices in reverse order",
                in -> op.apply(in.get(0), in.get(1).flip())));
    }

    /** Windows that begin or lie elsewhere, filters turned round, and images and channels in another order. */
    private static List<Alternative> convolved(Op op, Convolution convolution, Function<Convolution, Op> on) {
        return List.of(
                attribute("windows one cell back", op, on.apply(walking(convolution, 1, 0))),
                attribute("windows one cell further", op, on.apply(walking(convolution, -1, 0))),
                attribute("dilation + 1", op, on.apply(walking(convolution, 0, 1))),
                input(FaultKind.PLACE, "images shifted by one pixel", op, 0, TensorFault.SHIFTED::apply),
                input(FaultKind.PLACE, "images transposed", op, 0, TensorFault.TRANSPOSED::apply),
                input(FaultKind.PLACE, "filters reversed", op, 1, TensorFault.REVERSED::apply),
                input(FaultKind.PLACE, "channels rolled", op, 1, t -> t.size(1) < 2 ? null : t.roll(1, 1)),
                input(FaultKind.PLACE, "images rolled", op, 0, t -> t.size(0) < 2 ? null : t.roll(1, 0)));
    }

    private static Convolution walking(Convolution convolution, int padding, int dilation) {
        ImmutableList<WindowAxis> axes = convolution.axes().stream()
                .map(axis -> new WindowAxis(axis.in(), axis.kernel(), axis.stride(),
                        Math.max(0, axis.padding() + padding), axis.dilation() + dilation, axis.out()))
                .collect(ImmutableList.toImmutableList());
        return new Convolution(convolution.batch(), convolution.channels(), convolution.filters(), convolution.groups(),
                axes);
    }
}
