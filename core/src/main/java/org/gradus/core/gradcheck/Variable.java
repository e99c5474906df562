package org.gradus.core.gradcheck;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.gradus.core.Tensor;

/**
 * An input or output of a checked function.
 *
 * @param tensor its value where the function is checked
 */
record Variable(Part part, Tensor tensor) {

    static Variable of(String name, int number, Tensor tensor) {
        return new Variable(new Part(name, number, tensor.shape()), tensor);
    }

    String name() {
        return part.name();
    }

    int number() {
        return part.number();
    }

    static ImmutableList<Tensor> tensors(List<Variable> variables) {
        return variables.stream().map(Variable::tensor).collect(ImmutableList.toImmutableList());
    }

    static ImmutableList<Part> parts(List<Variable> variables) {
        return variables.stream().map(Variable::part).collect(ImmutableList.toImmutableList());
    }
}
