package org.gradus.examples.derivatives;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.core.op.ConcatOp;

/** All parameters of a model as one vector [d], one parameter's elements after another's. */
record FlatParameters(ImmutableList<Parameter> parameters) {

    /** The vector made of tensors that have the parameters' shapes. */
    static Tensor flat(List<? extends Tensor> tensors) {
        return ConcatOp.concat(tensors.stream().map(tensor -> tensor.detach().reshape(-1)).toList(), 0);
    }

    /** Tensors in the parameters' shapes, made of a vector. */
    Tensor[] shaped(Tensor vector) {
        var tensors = new Tensor[parameters.size()];
        int start = 0;
        for (int i = 0; i < tensors.length; i++) {
            Parameter parameter = parameters.get(i);
            tensors[i] = vector.narrow(0, start, parameter.numel()).reshape(parameter.shape().toArray());
            start += parameter.numel();
        }
        return tensors;
    }

    /** What the parameters are now. */
    Tensor get() {
        return flat(parameters);
    }

    /** Gives the parameters other values. */
    void set(Tensor vector) {
        Tensor[] values = shaped(vector);
        for (int i = 0; i < values.length; i++) {
            parameters.get(i).set(values[i]);
        }
    }
}
