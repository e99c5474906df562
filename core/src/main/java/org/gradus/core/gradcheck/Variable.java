package org.gradus.core.gradcheck;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/**
 * An input or output of a checked function.
 *
 * @param name what messages call it
 * @param number its position among all inputs or all outputs
 * @param tensor its value where the function is checked
 */
record Variable(String name, int number, Tensor tensor) {

    /** One of its elements, counted row by row. */
    Place place(int element) {
        Shape shape = tensor.shape();
        int[] strides = shape.strides();
        var index = ImmutableIntArray.builder(shape.rank());
        for (int d = 0; d < shape.rank(); d++) {
            index.add(element / strides[d] % shape.size(d));
        }
        return new Place(name, number, index.build());
    }

    /** The element at a position in all variables' elements, one variable after another. */
    static Place place(List<Variable> variables, int position) {
        int left = position;
        for (Variable variable : variables) {
            if (left < variable.tensor.numel()) {
                return variable.place(left);
            }
            left -= variable.tensor.numel();
        }
        throw new IndexOutOfBoundsException(position);
    }

    static ImmutableList<Tensor> tensors(List<Variable> variables) {
        return variables.stream().map(Variable::tensor).collect(ImmutableList.toImmutableList());
    }
}
