package org.gradus.examples.derivatives;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Stopwatch;
import com.google.common.primitives.Doubles;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import org.gradus.core.DType;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.core.op.Padding;
import org.gradus.core.random.Rng;
import org.gradus.examples.console.TextTable;
import org.gradus.examples.console.Threads;
import org.gradus.layers.FanMode;
import org.gradus.layers.Init;
import org.gradus.layers.Nonlinearity;
import org.gradus.models.VGG16;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command {@code hvp}: the largest eigenvalue of VGG16's Hessian from products with vectors, and why a difference of
 * gradients confirms them in float64 alone.
 */
@Command(name = "hvp", showDefaultValues = true,
        description = {
                "Finds the largest curvature of VGG16's loss on some digits by all its parameters, from products of the",
                "Hessian with vectors, and compares a product with differences of gradients in float32 and float64."},
        footer = {"", "For instance:  mvn -q compile exec:exec -Dexample=\"hvp --width 64\""})
public final class VggCurvature implements Callable<Integer> {

    private static final int SIDE = 32;
    private static final int CLASSES = 10;
    private static final double[] STEPS = {1e-2, 1e-4, 1e-6, 1e-8};

    @Spec
    private CommandSpec spec;

    @Option(names = "--digits", paramLabel = "N", description = "Digits whose mean loss is differentiated")
    private int digits = 4;

    @Option(names = "--products", paramLabel = "N", description = "Products of the Hessian with vectors")
    private int products = 12;

    @Option(names = "--width", paramLabel = "N",
            description = "Filters of VGG16's first block; it was published with 64")
    private int width = 16;

    @Option(names = "--seed", paramLabel = "N", description = "Where random numbers start")
    private long seed = 1234;

    @Mixin
    private Threads threads;

    @Override
    public Integer call() {
        checkArgument(digits >= 1, "[hvp] --digits must be at least 1, but is %s", digits);
        checkArgument(products >= 1, "[hvp] --products must be at least 1, but is %s", products);
        threads.apply();
        PrintWriter console = spec.commandLine().getOut();
        VGG16 model = vgg16();
        Batch samples = pictures(DigitTraining.testDigits(digits));
        var loss = new ParameterLoss(model, samples);
        Tensor at = loss.parameters().get();
        console.println(
                "VGG16 of width %s for pictures of 32×32 and 10 classes, %,d parameters: its Hessian would fill %,.0f GB.%n"
                        .formatted(width, at.numel(), 4.0 * at.numel() * at.numel() / 1e9));
        Product single = largestCurvature(loss, at);
        List<ParameterLoss.Difference> singles = differences(loss, at, single.v());

        model.to(DType.FLOAT64);
        loss = new ParameterLoss(model, new Batch(samples.inputs().to(DType.FLOAT64), samples.targets()));
        Tensor v = single.v().to(DType.FLOAT64);
        var exact = new Product(v, loss.hessian().apply(v));
        List<ParameterLoss.Difference> exacts = differences(loss, loss.parameters().get(), v);
        return report(single, singles, exact, exacts) ? 0 : 1;
    }

    /** A product H·v. */
    private record Product(Tensor v, Tensor hv) {

        /** ‖other − H·v‖ / ‖H·v‖. */
        double distance(Tensor other) {
            return other.sub(hv).norm().item() / hv.norm().item();
        }
    }

    /** With weights of a size that lets signals pass through sixteen layers, which the default is too small for. */
    private VGG16 vgg16() {
        Rng.manualSeed(seed);
        var model = new VGG16(VGG16.options().withSide(SIDE).withClasses(CLASSES).withWidth(width));
        Init weights = Init.kaimingNormal(FanMode.FAN_IN, Nonlinearity.RELU);
        model.parameters().forEach(
                parameter -> (parameter.shape().rank() > 1 ? weights : Init.constant(0)).fill(parameter));
        model.eval();
        return model;
    }

    /** Digits [N,1,28,28] with a margin, standardised, in three equal colours: [N,3,32,32]. */
    private static Batch pictures(Batch samples) {
        Tensor standardised = Padding.pad(samples.inputs(), new int[]{2, 2, 2, 2}).sub(0.13).div(0.31);
        return new Batch(standardised.repeat(1, 3, 1, 1), samples.targets());
    }

    private Product largestCurvature(ParameterLoss loss, Tensor at) {
        PrintWriter console = spec.commandLine().getOut();
        long before = heap();
        Stopwatch watch = Stopwatch.createStarted();
        Tensor gradient = loss.gradient();
        double forGradient = seconds(watch);
        UnaryOperator<Tensor> hessian = loss.hessian();
        double recorded = seconds(watch);
        long after = heap();
        var lanczos = new Lanczos(hessian, Tensor.randn(Rng.global(), at.numel()));
        var table = new TextTable(0, "products", "largest eigenvalue", "±", "smallest", "±", "seconds");
        for (int product = 1; product <= products && lanczos.step(); product++) {
            double passed = seconds(watch);
            Lanczos.Pair largest = lanczos.largest();
            Lanczos.Pair smallest = lanczos.smallest();
            table.row(product, "%.4f".formatted(largest.value()), "%.1g".formatted(largest.residual()),
                    "%.4f".formatted(smallest.value()), "%.1g".formatted(smallest.residual()),
                    "%.2f".formatted(passed));
            watch.reset().start();
        }
        Tensor v = lanczos.largest().vector();
        v = v.div(v.norm().item());
        Tensor hv = hessian.apply(v);
        double there = Lanczos.dot(gradient, hv);
        double back = Lanczos.dot(hessian.apply(gradient), v);
        console.println(
                """
                        The gradient took %.2f s, and %.2f s when recorded for products; %.2f GB of heap are then in use, %.2f before.
                        Eigenvalues by Lanczos's method, in float32:

                        %s

                        An eigenvalue lies within ± of each. Gradient descent is stable here with steps below 2/%.4f = %.3g.
                        For the last v and the gradient g: gᵀ·H·v = %.6g and vᵀ·H·g = %.6g, as H is symmetric.
                        """
                        .formatted(forGradient, recorded, after / 1e9, before / 1e9, table, lanczos.largest().value(),
                                2 / lanczos.largest().value(), there, back));
        return new Product(v, hv);
    }

    /** Bytes of heap that are in use. */
    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static double seconds(Stopwatch watch) {
        double passed = watch.elapsed(TimeUnit.MILLISECONDS) / 1e3;
        watch.reset().start();
        return passed;
    }

    private static List<ParameterLoss.Difference> differences(ParameterLoss loss, Tensor at, Tensor v) {
        return DoubleStream.of(STEPS).mapToObj(h -> loss.difference(at, v, h)).toList();
    }

    private boolean report(Product single, List<ParameterLoss.Difference> singles, Product exact,
            List<ParameterLoss.Difference> exacts) {
        var table = new TextTable(0, "step h", "float32 kinks", "off by", "float64 kinks", "off by");
        for (int i = 0; i < STEPS.length; i++) {
            table.row("%.0e".formatted(STEPS[i]),
                    singles.get(i).kinks(), "%.1e".formatted(single.distance(singles.get(i).product())),
                    exacts.get(i).kinks(), "%.1e".formatted(exact.distance(exacts.get(i).product())));
        }
        double precision = exact.distance(single.hv().to(DType.FLOAT64));
        double[] smooth = exacts.stream().filter(difference -> difference.kinks() == 0)
                .mapToDouble(difference -> exact.distance(difference.product())).toArray();
        spec.commandLine().getOut().println(
                """
                        The same product by differences of gradients, (g(θ + h·v) − g(θ − h·v)) / 2h:

                        %s

                        Kinks are those of %,d decisions of ReLUs and max-pools that differ between the two sides. The gradient
                        jumps at each, and the jump is divided by 2h: a step that crosses one may be off by any amount. Rounding
                        is divided by 2h as well: in float32 little is left of a difference at small steps.
                        In float64 the best step without a kink is off by %s.
                        The product in float32 is off by %.1e from that in float64.\
                        """
                        .formatted(table, exacts.getFirst().decisions(),
                                smooth.length == 0
                                        ? "an unknown amount, as every step crosses one"
                                        : "%.1e".formatted(Doubles.min(smooth)),
                                precision));
        return precision < 1e-3 && DoubleStream.of(smooth).allMatch(distance -> distance < 1e-3);
    }
}
