package org.gradus.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.DType;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.core.op.ConcatOp;
import org.gradus.core.op.Splitting;

/** Parameters of one type, seen as one vector. */
final class FlatParameters {

    private final ImmutableList<Parameter> parameters;

    FlatParameters(ImmutableList<Parameter> parameters) {
        this.parameters = parameters;
        DType dtype = parameters.getFirst().dtype();
        for (Parameter parameter : parameters) {
            checkArgument(parameter.dtype() == dtype,
                    "[LBFGS] all parameters need one type, but '%s' is %s and the first is %s", parameter.name(),
                    parameter.type(), dtype);
        }
    }

    int numel() {
        return parameters.stream().mapToInt(Tensor::numel).sum();
    }

    DType dtype() {
        return parameters.getFirst().dtype();
    }

    /** All gradients, 0 where there is none. */
    Tensor gradient() {
        List<Tensor> parts = new ArrayList<>();
        for (Parameter parameter : parameters) {
            Tensor gradient = parameter.requiresGrad() ? parameter.grad() : null;
            Tensor part = gradient == null ? Tensor.full(parameter.shape(), 0, parameter.dtype()) : gradient.detach();
            parts.add(part.reshape(parameter.numel()));
        }
        return ConcatOp.concat(parts, 0);
    }

    /** p ← p + step·direction; frozen parameters stay as they are. */
    void move(double step, Tensor direction) {
        int[] sizes = parameters.stream().mapToInt(Tensor::numel).toArray();
        List<Tensor> parts = Splitting.split(direction, sizes, 0);
        for (int i = 0; i < parts.size(); i++) {
            Parameter parameter = parameters.get(i);
            if (parameter.requiresGrad()) {
                parameter.update(strips -> strips.changed(0).axpby(step, strips.read(0), 1), List.of(),
                        parts.get(i).reshape(parameter.shape().toArray()));
            }
        }
    }

    /** Copies of the values. */
    ImmutableList<Tensor> values() {
        return parameters.stream().map(Tensor::detach).collect(ImmutableList.toImmutableList());
    }

    void restore(ImmutableList<Tensor> values) {
        for (int i = 0; i < values.size(); i++) {
            if (parameters.get(i).requiresGrad()) {
                parameters.get(i).set(values.get(i));
            }
        }
    }
}
