package org.gradus.examples.gradients;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.GradCheckOptions;
import org.gradus.core.gradcheck.diagnosis.Explanation;
import org.gradus.core.random.Rng;
import org.gradus.layers.Layer;
import org.gradus.layers.Module;

/**
 * A layer and an input to check it on: its gradients by the input and by every parameter, in float64.
 *
 * @param module what is checked
 * @param function its output for an input
 * @param shape the input's shape
 */
record LayerCase(Module module, Function<Tensor, Tensor> function, Shape shape) {

    private static final long SEED = 3;

    /** A layer on an input of these sizes. */
    static LayerCase of(Layer layer, int... shape) {
        return new LayerCase(layer, layer::forward, Shape.of(shape));
    }

    /** A module that draws from a generator: the same at every call, as finite differences need. */
    static LayerCase repeating(Function<Rng, Layer> make, int... shape) {
        Rng rng = new Rng(SEED);
        var state = rng.state();
        Layer layer = make.apply(rng);
        return new LayerCase(layer, x -> {
            rng.restore(state);
            return layer.forward(x);
        }, Shape.of(shape));
    }

    /** The layer as it is printed, up to its parts. */
    String name() {
        String printed = module.toString();
        return printed.contains("\n") ? printed.lines().findFirst().orElseThrow() + "…)" : printed;
    }

    /** Distinct values far apart, so that no pool has a tie and no ReLU a kink within reach. */
    Explanation check(GradCheckOptions options) {
        module.to(DType.FLOAT64);
        int[] order = new Rng(SEED).randperm(shape.numel());
        double[] values = IntStream.of(order).mapToDouble(rank -> (rank - order.length / 2 + 0.5) / 8).toArray();
        List<Tensor> inputs = new ArrayList<>();
        inputs.add(Tensor.wrap(values, shape).requiresGrad(true));
        inputs.addAll(module.parameters());
        return Explanation.of(given -> List.of(function.apply(given.getFirst())), inputs, options);
    }
}
