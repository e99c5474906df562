package org.gradus.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.jspecify.annotations.Nullable;

/**
 * What L-BFGS keeps from call to call.
 *
 * @param evaluations how often the loss was computed
 * @param iterations how many steps were made
 * @param last the last step, or null before the first
 * @param hessian what was learnt of the Hessian
 */
record LbfgsProgress(int evaluations, int iterations, @Nullable Step last, InverseHessian hessian) {

    static final LbfgsProgress START = new LbfgsProgress(0, 0, null, new InverseHessian());

    /**
     * A step.
     *
     * @param direction d
     * @param length t, so that the step was t·d
     * @param gradient where it began
     */
    record Step(Tensor direction, double length, Tensor gradient) {}

    StateDict state() {
        ImmutableMap.Builder<String, Tensor> tensors = ImmutableMap.builder();
        Notes notes = Notes.NONE.with("func_evals", evaluations).with("n_iter", iterations)
                .with("h_diag", hessian.scale()).with("pairs", hessian.pairs().size()).with("last", last != null);
        if (last != null) {
            tensors.put("d", last.direction()).put("prev_flat_grad", last.gradient());
            notes = notes.with("t", last.length());
        }
        List<InverseHessian.Pair> pairs = hessian.pairs();
        for (int i = 0; i < pairs.size(); i++) {
            tensors.put("old_stps." + i, pairs.get(i).step()).put("old_dirs." + i, pairs.get(i).change());
            notes = notes.with("ro." + i, pairs.get(i).rho());
        }
        return new StateDict(tensors.buildOrThrow(), notes);
    }

    static LbfgsProgress of(StateDict state, FlatParameters parameters) {
        var type = new TensorType(Shape.of(parameters.numel()), parameters.dtype());
        Notes notes = state.notes();
        List<InverseHessian.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < notes.integer("pairs"); i++) {
            pairs.add(new InverseHessian.Pair(tensor(state, "old_stps." + i, type),
                    tensor(state, "old_dirs." + i, type), notes.real("ro." + i)));
        }
        Step last = notes.flag("last")
                ? new Step(tensor(state, "d", type), notes.real("t"), tensor(state, "prev_flat_grad", type))
                : null;
        return new LbfgsProgress(Math.toIntExact(notes.integer("func_evals")),
                Math.toIntExact(notes.integer("n_iter")), last, InverseHessian.of(pairs, notes.real("h_diag")));
    }

    private static Tensor tensor(StateDict state, String name, TensorType type) {
        Tensor tensor = state.tensors().get(name);
        checkArgument(tensor != null && tensor.type().equals(type),
                "[loadStateDict] LBFGS keeps '%s' as %s, but the state has %s; nothing was loaded", name, type,
                tensor == null ? "none" : tensor.type());
        return tensor;
    }
}
