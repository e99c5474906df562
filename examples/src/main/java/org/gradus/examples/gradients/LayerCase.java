package org.gradus.examples.gradients;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.gradcheck.GradCheckOptions;
import org.gradus.core.gradcheck.GradCheckReport;
import org.gradus.core.random.Rng;
import org.gradus.layers.Bilinear;
import org.gradus.layers.CELU;
import org.gradus.layers.CircularPad1d;
import org.gradus.layers.CircularPad2d;
import org.gradus.layers.ConstantPad1d;
import org.gradus.layers.ConstantPad2d;
import org.gradus.layers.Conv2d;
import org.gradus.layers.CosineSimilarity;
import org.gradus.layers.CrossEntropyLoss;
import org.gradus.layers.Dropout;
import org.gradus.layers.ELU;
import org.gradus.layers.Embedding;
import org.gradus.layers.Flatten;
import org.gradus.layers.GELU;
import org.gradus.layers.GLU;
import org.gradus.layers.Hardshrink;
import org.gradus.layers.Hardsigmoid;
import org.gradus.layers.Hardswish;
import org.gradus.layers.Hardtanh;
import org.gradus.layers.Identity;
import org.gradus.layers.Layer;
import org.gradus.layers.LeakyReLU;
import org.gradus.layers.Linear;
import org.gradus.layers.LogSigmoid;
import org.gradus.layers.LogSoftmax;
import org.gradus.layers.Loss;
import org.gradus.layers.MaxPool2d;
import org.gradus.layers.Mish;
import org.gradus.layers.Module;
import org.gradus.layers.NLLLoss;
import org.gradus.layers.PReLU;
import org.gradus.layers.PairwiseDistance;
import org.gradus.layers.RReLU;
import org.gradus.layers.ReLU;
import org.gradus.layers.ReLU6;
import org.gradus.layers.ReflectionPad1d;
import org.gradus.layers.ReflectionPad2d;
import org.gradus.layers.ReplicationPad1d;
import org.gradus.layers.ReplicationPad2d;
import org.gradus.layers.SELU;
import org.gradus.layers.Sequential;
import org.gradus.layers.SiLU;
import org.gradus.layers.Sigmoid;
import org.gradus.layers.Softmax;
import org.gradus.layers.Softmax2d;
import org.gradus.layers.Softmin;
import org.gradus.layers.Softplus;
import org.gradus.layers.Softshrink;
import org.gradus.layers.Softsign;
import org.gradus.layers.Tanh;
import org.gradus.layers.Tanhshrink;
import org.gradus.layers.Threshold;
import org.gradus.layers.Unflatten;
import org.gradus.layers.ZeroPad1d;
import org.gradus.layers.ZeroPad2d;

/**
 * A layer and an input to check it on: its gradients by the input and by every parameter, in float64.
 *
 * @param module what is checked
 * @param function its output for an input
 * @param shape the input's shape
 */
record LayerCase(Module module, Function<Tensor, Tensor> function, Shape shape) {

    private static final long SEED = 3;

    /** Every layer and loss. */
    static List<LayerCase> all() {
        Tensor labels = Tensor.of(new long[]{0, 3, 1});
        List<LayerCase> cases = new ArrayList<>(List.of(
                of(new Linear(5, 3), 2, 5), of(new Linear(5, 3, Linear.options().withBias(false)), 2, 5),
                of(new Conv2d(2, 3, 3), 2, 2, 5, 4),
                of(new Conv2d(4, 4, Conv2d.options(3).withStride(2).withPadding(1).withDilation(2).withGroups(2)
                        .withBias(false)), 1, 4, 7, 6),
                of(new MaxPool2d(2), 2, 2, 5, 4), of(new ReLU(), 3, 7), of(new Sigmoid(), 3, 7), of(new Tanh(), 3, 7),
                of(new Softmax(1), 3, 5), of(new LogSoftmax(1), 3, 5), of(new Flatten(), 2, 3, 2), dropout(),
                of(new Sequential(new Conv2d(1, 2, 3), new Tanh(), new MaxPool2d(2), new Flatten(), new Linear(8, 3)),
                        2,
                        1, 6, 6),
                of(new CrossEntropyLoss(), labels), of(new NLLLoss(), labels)));
        cases.addAll(more());
        return cases;
    }

    /** Activations and paddings, layers of two inputs, and one of indices. */
    private static List<LayerCase> more() {
        Tensor indices = Tensor.of(new long[]{4, 0, 4});
        var embedding = new Embedding(5, 3);
        var bilinear = new Bilinear(3, 4, 2);
        var cosine = new CosineSimilarity();
        var distance = new PairwiseDistance();
        List<LayerCase> cases = new ArrayList<>(List.of(
                new LayerCase(embedding, x -> embedding.forward(indices).mul(x), Shape.of(3, 3)),
                new LayerCase(bilinear, x -> bilinear.forward(x.narrow(1, 0, 3), x.narrow(1, 3, 4)), Shape.of(2, 7)),
                new LayerCase(cosine, x -> cosine.forward(x.select(0, 0), x.select(0, 1)), Shape.of(2, 3, 4)),
                new LayerCase(distance, x -> distance.forward(x.select(0, 0), x.select(0, 1)), Shape.of(2, 3, 4)),
                of(new Softmax2d(), 2, 3, 2, 2), of(new Unflatten(1, 2, 3), 2, 6)));
        for (Layer activation : List.of(new CELU(), new ELU(), new GELU(), new GLU(), new Hardshrink(),
                new Hardsigmoid(), new Hardswish(), new Hardtanh(), new Identity(), new LeakyReLU(), new LogSigmoid(),
                new Mish(), new PReLU(), new RReLU(), new ReLU6(), new SELU(), new SiLU(), new Softmin(1),
                new Softplus(), new Softshrink(), new Softsign(), new Tanhshrink(), new Threshold(0.5, 2))) {
            activation.eval(); // in which RReLU has one slope
            cases.add(of(activation, 3, 16));
        }
        for (Layer padding : List.of(new ConstantPad1d(2, 0.5), new CircularPad1d(2), new ReflectionPad1d(2),
                new ReplicationPad1d(2), new ZeroPad1d(2), new ConstantPad2d(1, 0.5), new CircularPad2d(1),
                new ReflectionPad2d(1), new ReplicationPad2d(1), new ZeroPad2d(1))) {
            cases.add(of(padding, 2, 2, 3, 4));
        }
        return cases;
    }

    private static LayerCase of(Layer layer, int... shape) {
        return new LayerCase(layer, layer::forward, Shape.of(shape));
    }

    private static LayerCase of(Loss loss, Tensor labels) {
        return new LayerCase(loss, x -> loss.forward(x, labels), Shape.of(labels.numel(), 4));
    }

    /** Drops the same at every call, as finite differences need. */
    private static LayerCase dropout() {
        Rng rng = new Rng(SEED);
        var state = rng.state();
        Layer dropout = new Dropout(0.5, rng);
        return new LayerCase(dropout, x -> {
            rng.restore(state);
            return dropout.forward(x);
        }, Shape.of(4, 5));
    }

    /** The layer as it is printed, up to its parts. */
    String name() {
        String printed = module.toString();
        return printed.contains("\n") ? printed.lines().findFirst().orElseThrow() + "…)" : printed;
    }

    /** Distinct values far apart, so that no pool has a tie and no ReLU a kink within reach. */
    GradCheckReport check(GradCheckOptions options) {
        module.to(DType.FLOAT64);
        int[] order = new Rng(SEED).randperm(shape.numel());
        double[] values = IntStream.of(order).mapToDouble(rank -> (rank - order.length / 2 + 0.5) / 8).toArray();
        List<Tensor> inputs = new ArrayList<>();
        inputs.add(Tensor.wrap(values, shape).requiresGrad(true));
        inputs.addAll(module.parameters());
        return GradCheck.check(given -> List.of(function.apply(given.getFirst())), inputs, options);
    }
}
