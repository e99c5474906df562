package org.gradus.core.op;

import java.util.Arrays;
import java.util.List;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/** What the {@code vmap} of several ops have in common: inputs come as [n,*] with a value for each of n lanes, or as [1,*]. */
final class Vmap {

    private Vmap() {}

    /** How many lanes there are. */
    static int count(List<Tensor> inputs) {
        return inputs.stream().mapToInt(input -> input.size(0)).max().orElse(1);
    }

    /** The inputs, each with a value of its own for every lane. */
    static Tensor[] expanded(List<Tensor> inputs) {
        int lanes = count(inputs);
        return inputs.stream().map(input -> ExpandOp.expand(input, input.shape().withSize(0, lanes)))
                .toArray(Tensor[]::new);
    }

    /** The inputs with sizes of 1 behind their lanes, so that the rest is broadcast as it is without lanes. */
    static Tensor[] aligned(List<Tensor> inputs) {
        int rank = inputs.stream().mapToInt(input -> input.shape().rank()).max().orElse(1) - 1;
        return inputs.stream().map(input -> aligned(input, rank)).toArray(Tensor[]::new);
    }

    /** [n,*] with as many sizes of 1 behind n as bring * to a rank. */
    static Tensor aligned(Tensor x, int rank) {
        int[] sizes = new int[rank + 1];
        Arrays.fill(sizes, 1);
        int[] own = x.shape().toArray();
        sizes[0] = own[0];
        System.arraycopy(own, 1, sizes, sizes.length - own.length + 1, own.length - 1);
        return ReshapeOp.reshape(x, Shape.of(sizes));
    }

    /** x [n,*] with its lanes merged into dimension {@code dim} of *. */
    static Tensor merged(Tensor x, int dim) {
        return ReshapeOp.flatten(dim == 0 ? x : PermuteOp.movedim(x, 0, dim), dim, dim + 1);
    }

    /** The reverse of {@link #merged}. */
    static Tensor split(Tensor x, int dim, int lanes) {
        Tensor y = ReshapeOp.unflatten(x, dim, lanes, -1);
        return dim == 0 ? y : PermuteOp.movedim(y, dim, 0);
    }

    /** x [1,*] as *. */
    static Tensor single(Tensor x) {
        return ReshapeOp.without(x, 0);
    }
}
