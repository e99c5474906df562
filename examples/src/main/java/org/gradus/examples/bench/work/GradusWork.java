package org.gradus.examples.bench.work;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.gradus.core.ConvOptions;
import org.gradus.core.MaxPoolOptions;
import org.gradus.core.Parameter;
import org.gradus.core.Shape;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.FmaCeiling;
import org.gradus.core.kernel.Parallel;
import org.gradus.core.op.ClassLosses;
import org.gradus.core.op.ConvKernelGradOp;
import org.gradus.core.op.ConvOp;
import org.gradus.core.op.ConvTransposeOp;
import org.gradus.core.op.Convolution;
import org.gradus.core.op.MatMulOp;
import org.gradus.core.op.MaxPool2dOp;
import org.gradus.core.random.Rng;
import org.gradus.examples.peers.wire.Attributes;
import org.gradus.layers.CrossEntropyLoss;
import org.gradus.layers.Layer;
import org.gradus.models.CNN;
import org.gradus.models.VGG16;
import org.gradus.optim.SGD;

/** What Gradus is measured at, by the attribute {@code work}: each prepares its operands and gives what one repetition does. */
public final class GradusWork {

    /** Numbers that are drawn before they repeat: a prime, so that the rows and blocks of a tensor differ. */
    private static final int DRAWN = 1_000_003;

    private final Rng rng = new Rng(1234);
    private final Attributes attributes;

    private GradusWork(Attributes attributes) {
        this.attributes = attributes;
    }

    /** One repetition of the work that the attributes describe, its operands prepared. */
    public static Runnable of(Attributes attributes) {
        Parallel.setNumThreads(attributes.integer("threads"));
        Rng.manualSeed(1234);
        return new GradusWork(attributes).prepare();
    }

    private Runnable prepare() {
        return switch (attributes.text("work")) {
            case "ceiling" -> new FmaCeiling();
            case "gemm" -> gemm();
            case "linear" -> linear();
            case "conv" -> conv();
            case "cnn" -> net(new CNN(), Shape.of(1, 28, 28), 10);
            case "vgg16" -> net(new VGG16(), Shape.of(3, 224, 224), 1000);
            case "elements" -> elements(attributes.integer("elements"));
            case "update" -> update(attributes.integer("elements"));
            case "overhead" -> overhead();
            default -> throw new IllegalArgumentException("There is no work " + attributes);
        };
    }

    private Runnable gemm() {
        Tensor a = random(attributes.integer("m"), attributes.integer("k"));
        Tensor b = random(attributes.integer("k"), attributes.integer("n"));
        return () -> a.matmul(b);
    }

    private Runnable linear() {
        Tensor x = random(attributes.integer("m"), attributes.integer("k"));
        Tensor weight = random(attributes.integer("n"), attributes.integer("k"));
        return () -> MatMulOp.matmulTransposed(x, weight);
    }

    private Runnable conv() {
        int batch = attributes.integer("batch");
        int channels = attributes.integer("channels");
        int filters = attributes.integer("filters");
        int size = attributes.integer("size");
        int kernel = attributes.integer("kernel");
        ConvOptions options = ConvOptions.DEFAULT.withPadding(attributes.integer("padding"));
        Tensor x = random(batch, channels, size, size);
        Tensor weight = random(filters, channels, kernel, kernel);
        Tensor bias = random(filters);
        Convolution convolution = Convolution.of(options, x.shape(), weight.shape());
        Tensor y = ConvOp.conv2d(x, weight, bias, options);
        Tensor upstream = random(y.shape().toArray());
        return switch (attributes.text("pass")) {
            case "forward" -> () -> ConvOp.conv2d(x, weight, bias, options);
            case "input gradient" -> () -> new ConvTransposeOp(convolution).apply(upstream, weight);
            case "kernel gradient" -> () -> new ConvKernelGradOp(convolution).apply(x, upstream);
            default -> throw new IllegalArgumentException("There is no pass " + attributes);
        };
    }

    private Runnable net(Layer net, Shape picture, int classes) {
        int batch = attributes.integer("batch");
        int[] shape = new int[1 + picture.rank()];
        shape[0] = batch;
        System.arraycopy(picture.toArray(), 0, shape, 1, picture.rank());
        Tensor x = random(shape);
        if (!attributes.flag("training")) {
            net.eval();
            return () -> Tape.noGrad(() -> net.forward(x));
        }
        Tensor labels = labels(batch, classes);
        var loss = new CrossEntropyLoss();
        var optimizer = new SGD(net.parameters(), SGD.options(0.01).withMomentum(0.9));
        return () -> {
            optimizer.zeroGrad();
            loss.forward(net.forward(x), labels).backward();
            optimizer.step();
        };
    }

    private Runnable elements(int count) {
        Tensor x = random(count);
        String function = attributes.text("function");
        return switch (function) {
            case "add" -> {
                Tensor y = random(count);
                yield () -> x.add(y);
            }
            case "mul" -> {
                Tensor y = random(count);
                yield () -> x.mul(y);
            }
            case "softmax" -> {
                Tensor rows = x.reshape(count / 100, 100);
                yield () -> rows.softmax(1);
            }
            case "crossEntropy" -> {
                Tensor rows = x.reshape(count / 100, 100);
                Tensor labels = labels(count / 100, 100);
                yield () -> ClassLosses.crossEntropy(rows, labels);
            }
            case "maxPool2d" -> {
                Tensor images = x
                        .reshape(Arrays.stream(attributes.longs("shape")).mapToInt(Math::toIntExact).toArray());
                yield () -> MaxPool2dOp.maxPool2d(images, MaxPoolOptions.kernel(2));
            }
            default -> {
                UnaryOperator<Tensor> map = unary(function);
                yield () -> map.apply(x);
            }
        };
    }

    private static UnaryOperator<Tensor> unary(String function) {
        return switch (function) {
            case "relu" -> Tensor::relu;
            case "exp" -> Tensor::exp;
            case "tanh" -> Tensor::tanh;
            case "sum" -> Tensor::sum;
            default -> throw new IllegalArgumentException("There is no function " + function);
        };
    }

    private Runnable update(int count) {
        var parameter = new Parameter(random(count));
        parameter.mul(random(count)).sum().backward();
        double momentum = attributes.real("momentum");
        var optimizer = new SGD(List.of(parameter), SGD.options(1e-6).withMomentum(momentum));
        return optimizer::step;
    }

    private Runnable overhead() {
        Tensor a = new Parameter(random(1));
        Tensor b = new Parameter(random(1));
        return () -> a.add(b);
    }

    /** Numbers by lot, the same over and over where there are more than are soon drawn. */
    private Tensor random(int... shape) {
        int count = Shape.of(shape).numel();
        if (count <= DRAWN) {
            return Tensor.randn(rng, shape);
        }
        float[] all = new float[count];
        float[] drawn = Tensor.randn(rng, DRAWN).toFloatArray();
        for (int at = 0; at < count; at += DRAWN) {
            System.arraycopy(drawn, 0, all, at, Math.min(DRAWN, count - at));
        }
        return Tensor.of(all, shape);
    }

    private Tensor labels(int count, int classes) {
        long[] labels = new long[count];
        rng.randint(labels, 0, classes);
        return Tensor.of(labels);
    }
}
