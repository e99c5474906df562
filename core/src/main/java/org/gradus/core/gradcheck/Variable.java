package org.gradus.core.gradcheck;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
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

    /** One number for each variable, as a number for each of its elements. */
    static double[] spread(double[] numbers, List<Variable> variables, double factor) {
        double[] spread = new double[Part.numel(parts(variables))];
        int from = 0;
        for (int i = 0; i < numbers.length; i++) {
            int to = from + variables.get(i).tensor().numel();
            Arrays.fill(spread, from, to, numbers[i] * factor);
            from = to;
        }
        return spread;
    }
}
