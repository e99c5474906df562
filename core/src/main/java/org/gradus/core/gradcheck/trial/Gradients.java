package org.gradus.core.gradcheck.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.gradus.core.Autograd;
import org.gradus.core.GradOptions;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.table.OpRow;
import org.gradus.core.random.Rng;

/** The gradients of a row's function, the gradients of these, and so on, for random cotangents. */
final class Gradients {

    private Gradients() {}

    /** All of them up to an order, order by order, drawn from a seed. */
    static List<List<Tensor>> upTo(int order, OpRow row, int size, long seed) {
        List<Tensor> inputs = row.draw(seed, size);
        var rng = new Rng(seed);
        Function<List<Tensor>, List<Tensor>> function = in -> List.of(row.function().apply(in));
        List<Tensor> outputs = function.apply(inputs);
        List<List<Tensor>> gradients = new ArrayList<>();
        for (int i = 0; i < order; i++) {
            function = gradient(function, inputs.size());
            inputs = with(inputs, cotangents(outputs, rng));
            outputs = function.apply(inputs);
            gradients.add(outputs);
        }
        return gradients;
    }

    /** The inputs followed by random cotangents of the outputs. */
    static List<Tensor> with(List<Tensor> inputs, List<Tensor> cotangents) {
        List<Tensor> all = new ArrayList<>(inputs);
        all.addAll(cotangents);
        return all;
    }

    static List<Tensor> cotangents(List<Tensor> outputs, Rng rng) {
        return outputs.stream().map(output -> {
            double[] values = new double[output.numel()];
            rng.normal(values, 0, 1);
            return Tensor.wrap(values, output.shape()).requiresGrad(true);
        }).toList();
    }

    /** The gradient of Σ uᵀ·f(x) as a function of x and u, for those of the count inputs that require one. */
    static Function<List<Tensor>, List<Tensor>> gradient(Function<List<Tensor>, List<Tensor>> function, int count) {
        return all -> {
            List<Tensor> inputs = all.subList(0, count);
            List<Tensor> by = inputs.stream().filter(Tensor::requiresGrad).toList();
            List<Tensor> outputs = function.apply(inputs);
            List<Tensor> recorded = new ArrayList<>();
            List<Tensor> cotangents = new ArrayList<>();
            for (int i = 0; i < outputs.size(); i++) {
                if (outputs.get(i).requiresGrad()) {
                    recorded.add(outputs.get(i));
                    cotangents.add(all.get(count + i));
                }
            }
            return Autograd.grad(recorded, by, GradOptions.DEFAULT.withCreateGraph(true).withAllowUnused(true)
                    .withCotangents(cotangents.toArray(Tensor[]::new)));
        };
    }
}
