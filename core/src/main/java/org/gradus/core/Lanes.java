package org.gradus.core;

import static com.google.common.base.Preconditions.checkState;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.op.ConcatOp;
import org.gradus.core.op.ExpandOp;
import org.gradus.core.op.ReshapeOp;
import org.gradus.core.op.SliceOp;

/**
 * The values of a tensor that stands for many of its shape at once, one a lane. Backward rules do not notice: what they do
 * to such a tensor is done to every lane, by {@link Op#vmap} where the op has it. Only the values themselves cannot be read.
 *
 * @param all [n,*] for n lanes, * being the tensor's shape
 */
record Lanes(Tensor all) {

    /** Says that something wants the values of a tensor that has them only lane by lane. */
    static final class ReadException extends UnsupportedOperationException {

        private static final long serialVersionUID = 1;

        ReadException() {
            super("[jacobian] this tensor stands for a gradient of every row at once and has no values of its own; keep gradients that hooks see, not those that rules see");
        }
    }

    /** A tensor that stands for each slice of another along its first dimension. */
    static Tensor of(Tensor all, Shape shape) {
        return new Tensor(new TensorType(shape, all.dtype()), new Lanes(all), null);
    }

    /** [n,*] of a tensor: what its lanes are, or itself n times. */
    static Tensor all(Tensor tensor, int lanes) {
        Lanes own = tensor.lanes();
        return own != null ? own.all : ExpandOp.expand(tensor, tensor.shape().prepend(lanes));
    }

    /** A tensor with lanes as one that requires no gradient; a leaf it cannot be. */
    static Tensor cutOff(Tensor tensor, boolean required) {
        if (required) {
            throw new ReadException();
        }
        return tensor.detach();
    }

    /** An {@link Interceptor} for scopes with such tensors: applies an op to every lane. */
    static Tensor apply(Op op, Tensor... operands) {
        if (Stream.of(operands).allMatch(operand -> operand.lanes() == null)) {
            return op.apply(operands);
        }
        TensorType type = op.infer(List.of(operands));
        List<Tensor> inputs = Stream.of(operands).map(Lanes::withLanes).toList();
        int lanes = inputs.stream().mapToInt(input -> input.size(0)).max().orElseThrow();
        Tensor mapped = op.vmap(inputs);
        Tensor all = mapped != null ? mapped : oneByOne(op, operands, lanes);
        checkState(all.shape().equals(type.shape().prepend(lanes)) && all.dtype() == type.dtype(),
                "[%s] vmap gave %s for %s lanes of %s", op.name(), all.type(), lanes, type);
        return of(all, type.shape());
    }

    private static Tensor withLanes(Tensor operand) {
        Lanes own = operand.lanes();
        return own != null ? own.all : ReshapeOp.unsqueeze(operand, 0);
    }

    private static Tensor oneByOne(Op op, Tensor[] operands, int lanes) {
        List<Tensor> results = new ArrayList<>(lanes);
        for (int lane = 0; lane < lanes; lane++) {
            int index = lane;
            results.add(op.apply(Stream.of(operands).map(operand -> operand.lanes() == null
                    ? operand
                    : SliceOp.select(operand.lanes().all, 0, index)).toArray(Tensor[]::new)));
        }
        return ConcatOp.stack(results, 0);
    }
}
