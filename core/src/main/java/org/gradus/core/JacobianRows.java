package org.gradus.core;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.op.ConcatOp;
import org.gradus.core.op.ReshapeOp;

/** The rows of a Jacobian, as many in one backward pass as memory allows. */
final class JacobianRows {

    /** Elements that the rows which go back together may have between them anywhere on their way. */
    private static final int TOGETHER = 1 << 18;

    private JacobianRows() {}

    /** Whether hooks see gradients on the way from these tensors back: they are to see those of each row. */
    static boolean areHooked(List<Tensor> outputs) {
        return Tape.reachable(outputs).stream().anyMatch(Node::isHooked);
    }

    /** The Jacobian of a function with one output, by each of its arguments. */
    static ImmutableList<Tensor> of(Linearization function) {
        int lanes = areHooked(function.outputs()) ? 1 : lanes(function);
        try {
            return inPasses(function, lanes);
        } catch (Lanes.ReadException e) {
            return inPasses(function, 1);
        }
    }

    private static int lanes(Linearization function) {
        int largest = 1;
        for (Tensor tensor : Iterables.concat(function.outputs(), function.arguments())) {
            largest = Math.max(largest, tensor.numel());
        }
        for (Node node : Tape.reachable(function.outputs())) {
            largest = Math.max(largest, node.type().shape().numel());
        }
        return Math.max(1, TOGETHER / largest);
    }

    /** As {@link #of}, so many rows in each backward pass. */
    static ImmutableList<Tensor> inPasses(Linearization function, int lanes) {
        Tensor output = Iterables.getOnlyElement(function.outputs());
        int rows = output.numel();
        List<List<Tensor>> parts = new ArrayList<>();
        for (int first = 0; first < rows; first += lanes) {
            parts.add(pullBack(function, units(output.type(), first, Math.min(lanes, rows - first))));
        }
        var jacobian = ImmutableList.<Tensor>builder();
        for (int i = 0; i < function.arguments().size(); i++) {
            int index = i;
            Tensor argument = function.arguments().get(i);
            Shape shape = Shape.of(Ints.concat(output.shape().toArray(), argument.shape().toArray()));
            jacobian.add(rows == 0
                    ? Tensor.full(shape, 0, argument.dtype())
                    : ReshapeOp.reshape(ConcatOp.concat(parts.stream().map(part -> part.get(index)).toList(), 0),
                            shape));
        }
        return jacobian.build();
    }

    /** uᵀ·J for the slices u of cotangents [n,*], all in one backward pass: [n,*] for each argument. */
    static List<Tensor> pullBack(Linearization function, Tensor cotangents) {
        Shape shape = Iterables.getOnlyElement(function.outputs()).shape();
        int lanes = cotangents.size(0);
        if (lanes == 1) {
            return function.vjp(List.of(ReshapeOp.reshape(cotangents, shape))).stream()
                    .map(gradient -> ReshapeOp.unsqueeze(gradient, 0)).toList();
        }
        return Interception.scope(Lanes::apply).call(() -> function.vjp(List.of(Lanes.of(cotangents, shape)))).stream()
                .map(gradient -> Lanes.all(gradient, lanes)).toList();
    }

    /** Rows of the identity matrix, each in the shape of the output: [count,*]. */
    private static Tensor units(TensorType type, int first, int count) {
        Tensor units = Tensor.full(type.shape().prepend(count), 0, type.dtype());
        for (int row = 0; row < count; row++) {
            Storage.set(units.array(), row * type.shape().numel() + first + row, 1);
        }
        return units;
    }
}
