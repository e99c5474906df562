package org.gradus.examples.derivatives;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.gradus.core.ConvOptions;
import org.gradus.core.MaxPoolOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.ClassLosses;
import org.gradus.core.op.ConvOp;
import org.gradus.core.op.MatMulOp;
import org.gradus.core.op.MaxPool2dOp;
import org.gradus.layers.Linear;
import org.gradus.layers.Sequential;
import org.gradus.models.CNN;

/**
 * A network as a function of its parameters and its pictures, of which functional derivatives can be taken by either.
 *
 * @param parameters where to take them
 * @param scores (parameters, pictures [N,1,28,28]) ↦ class scores [N,10]
 */
record FunctionalNet(ImmutableList<Tensor> parameters, BiFunction<List<Tensor>, Tensor, Tensor> scores) {

    /** The lecture's network. */
    static FunctionalNet cnn() {
        return new FunctionalNet(ImmutableList.copyOf(new CNN().parameters()), (p, x) -> {
            Tensor first = MaxPool2dOp.maxPool2d(
                    ConvOp.conv2d(x, p.get(0), p.get(1), ConvOptions.DEFAULT).relu(), MaxPoolOptions.kernel(2));
            Tensor second = MaxPool2dOp.maxPool2d(
                    ConvOp.conv2d(first, p.get(2), p.get(3), ConvOptions.DEFAULT).relu(), MaxPoolOptions.kernel(2));
            return MatMulOp.matmulTransposed(second.flatten(1), p.get(4)).add(p.get(5)).logSoftmax(1);
        });
    }

    /** Three linear layers, 784 → 512 → 512 → 10. */
    static FunctionalNet mlp() {
        var layers = new Sequential(new Linear(784, 512), new Linear(512, 512), new Linear(512, 10));
        return new FunctionalNet(ImmutableList.copyOf(layers.parameters()), (p, x) -> {
            Tensor first = MatMulOp.matmulTransposed(x.flatten(1), p.get(0)).add(p.get(1)).relu();
            Tensor second = MatMulOp.matmulTransposed(first, p.get(2)).add(p.get(3)).relu();
            return MatMulOp.matmulTransposed(second, p.get(4)).add(p.get(5));
        });
    }

    /** The scores of these pictures as a function of the parameters. */
    Function<List<Tensor>, List<Tensor>> scoresOf(Tensor pictures) {
        return p -> List.of(scores.apply(p, pictures));
    }

    /** The loss on these pictures as a function of the parameters. */
    Function<List<Tensor>, Tensor> lossOn(Tensor pictures, Tensor labels) {
        return p -> ClassLosses.crossEntropy(scores.apply(p, pictures), labels);
    }
}
