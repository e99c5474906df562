package org.gradus.examples.gradients;

import static org.gradus.examples.gradients.LayerCase.of;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import org.gradus.core.Parameter;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.gradus.layers.Linear;
import org.gradus.layers.ModuleDict;
import org.gradus.layers.ModuleList;
import org.gradus.layers.ParameterDict;
import org.gradus.layers.ParameterList;
import org.gradus.layers.Residual;
import org.gradus.layers.Tanh;

/** What holds layers and parameters, by what is computed with all that it holds. */
final class Containers {

    private static final Shape INPUT = Shape.of(3, 4);

    private Containers() {}

    static List<LayerCase> cases() {
        Rng rng = new Rng(2);
        var factors = new ParameterList(Tensor.randn(rng, 4), Tensor.randn(rng, 3, 1));
        var line = new ParameterDict(ImmutableMap.of("slope", Tensor.randn(rng, 4), "offset", Tensor.randn(rng, 3, 1)));
        return List.of(of(new Residual(new Tanh()), 3, 4), of(new Residual(new Linear(4, 2), new Linear(4, 2)), 3, 4),
                list(new ModuleList<>(new Linear(4, 2), new Linear(2, 3))),
                dictionary(new ModuleDict<>(ImmutableMap.of("left", new Linear(4, 2), "right", new Linear(4, 2)))),
                new LayerCase(factors, x -> product(x, factors), INPUT),
                new LayerCase(line, x -> x.mul(line.get("slope")).add(line.get("offset")), INPUT));
    }

    private static LayerCase list(ModuleList<Linear> list) {
        return new LayerCase(list, x -> {
            Tensor y = x;
            for (Linear layer : list) {
                y = layer.forward(y).tanh();
            }
            return y;
        }, INPUT);
    }

    private static LayerCase dictionary(ModuleDict<Linear> dictionary) {
        return new LayerCase(dictionary, x -> dictionary.get("left").forward(x).mul(dictionary.get("right").forward(x)),
                INPUT);
    }

    private static Tensor product(Tensor x, ParameterList factors) {
        Tensor y = x;
        for (Parameter factor : factors) {
            y = y.mul(factor);
        }
        return y;
    }
}
