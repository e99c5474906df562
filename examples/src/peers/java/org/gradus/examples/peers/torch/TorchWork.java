package org.gradus.examples.peers.torch;

import java.util.function.Supplier;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.gradus.core.DType;
import org.gradus.examples.bench.work.Measuring;
import org.gradus.examples.peers.wire.Attributes;

/** What PyTorch is measured at, by the attribute {@code work}, beside Gradus's. */
final class TorchWork {

    private static final long[] ONE = {1, 1};

    private final Attributes attributes;

    private TorchWork(Attributes attributes) {
        this.attributes = attributes;
    }

    static void addTo(TorchOperations table) {
        table.add(Measuring.TIME, call -> numbers(Measuring.samples(call.attributes(), TorchWork::of)));
        table.add(Measuring.ONCE, call -> numbers(Measuring.seconds(call.attributes(), TorchWork::of)));
        table.add(Measuring.MEMORY, _ -> numbers(Measuring.peakMemory()));
    }

    private static Tensor numbers(double... numbers) {
        return TorchTensors.toTorch(org.gradus.core.Tensor.of(numbers, numbers.length));
    }

    /** One repetition; native objects that it makes are freed at its end. */
    private static Runnable of(Attributes attributes) {
        int threads = attributes.integer("threads");
        torch.set_num_threads(threads);
        openblas_nolapack.blas_set_num_threads(threads); // PyTorch does not tell it
        Supplier<?> work = new TorchWork(attributes).prepare();
        return () -> {
            try (var _ = new PointerScope()) {
                work.get();
            }
        };
    }

    private Supplier<?> prepare() {
        return switch (attributes.text("work")) {
            case "gemm" -> gemm();
            case "linear" -> linear();
            case "conv" -> conv();
            case "cnn" -> net(TorchNet.cnn(isChannelsLast()), new long[]{1, 28, 28}, 10);
            case "vgg16" -> net(TorchNet.vgg16(isChannelsLast()), new long[]{3, 224, 224}, 1000);
            case "elements" -> elements(attributes.wide("elements"));
            case "update" -> update(attributes.wide("elements"));
            case "overhead" -> overhead();
            default -> throw new IllegalArgumentException("there is no work " + attributes);
        };
    }

    private boolean isChannelsLast() {
        return attributes.flag("channelsLast");
    }

    private Tensor images(long... shape) {
        return TorchNet.laidOut(torch.randn(shape), isChannelsLast());
    }

    private Supplier<?> gemm() {
        Tensor a = torch.randn(attributes.wide("m"), attributes.wide("k"));
        Tensor b = torch.randn(attributes.wide("k"), attributes.wide("n"));
        return () -> torch.matmul(a, b);
    }

    private Supplier<?> linear() {
        Tensor x = torch.randn(attributes.wide("m"), attributes.wide("k"));
        Tensor weight = torch.randn(attributes.wide("n"), attributes.wide("k"));
        return () -> torch.linear(x, weight);
    }

    private Supplier<?> conv() {
        long channels = attributes.wide("channels");
        long filters = attributes.wide("filters");
        long size = attributes.wide("size");
        long kernel = attributes.wide("kernel");
        long[] padding = {attributes.wide("padding"), attributes.wide("padding")};
        Tensor x = images(attributes.wide("batch"), channels, size, size);
        Tensor weight = images(filters, channels, kernel, kernel);
        var bias = new TensorOptional(torch.randn(filters));
        Supplier<Tensor> forward = () -> torch.conv2d(x, weight, bias, ONE, padding, ONE, 1);
        Tensor upstream = images(forward.get().shape());
        return switch (attributes.text("pass")) {
            case "forward" -> forward;
            case "input gradient" -> backward(upstream, x, weight, padding, true);
            case "kernel gradient" -> backward(upstream, x, weight, padding, false);
            default -> throw new IllegalArgumentException("there is no pass " + attributes);
        };
    }

    private static Supplier<?> backward(Tensor upstream, Tensor x, Tensor weight, long[] padding, boolean byInput) {
        var wanted = new BoolPointer(3).put(0, byInput).put(1, !byInput).put(2, false);
        long[] none = {0, 0};
        return () -> torch.convolution_backward(upstream, x, weight, new long[]{weight.size(0)}, ONE, padding, ONE,
                false,
                none, 1, wanted);
    }

    private Supplier<?> net(TorchNet net, long[] picture, long classes) {
        long batch = attributes.wide("batch");
        Tensor x = images(batch, picture[0], picture[1], picture[2]);
        if (!attributes.flag("training")) {
            return () -> net.forward(x, false);
        }
        Tensor labels = torch.randint(classes, new long[]{batch}, TorchTensors.options(DType.INT64));
        net.parameters().forEach(parameter -> parameter.set_requires_grad(true));
        var options = new SGDOptions(0.01);
        options.momentum().put(0.9);
        var optimizer = new SGD(new TensorVector(net.parameters().toArray(Tensor[]::new)), options);
        return () -> {
            optimizer.zero_grad();
            torch.cross_entropy_loss(net.forward(x, true), labels).backward();
            return optimizer.step();
        };
    }

    private Supplier<?> elements(long count) {
        Tensor x = torch.randn(count);
        Tensor y = torch.randn(count);
        Tensor rows = x.reshape(count / 100, 100);
        return switch (attributes.text("function")) {
            case "add" -> () -> torch.add(x, y);
            case "mul" -> () -> torch.mul(x, y);
            case "relu" -> () -> torch.relu(x);
            case "exp" -> () -> torch.exp(x);
            case "tanh" -> () -> torch.tanh(x);
            case "sum" -> () -> torch.sum(x);
            case "softmax" -> () -> torch.softmax(rows, 1);
            case "crossEntropy" -> {
                Tensor labels = torch.randint(100, new long[]{count / 100},
                        TorchTensors.options(DType.INT64));
                yield () -> torch.cross_entropy_loss(rows, labels);
            }
            case "maxPool2d" -> {
                Tensor images = TorchNet.laidOut(x.reshape(attributes.longs("shape")), isChannelsLast());
                yield () -> torch.max_pool2d(images, 2, 2);
            }
            default -> throw new IllegalArgumentException("there is no function " + attributes);
        };
    }

    private Supplier<?> update(long count) {
        Tensor parameter = torch.randn(count).set_requires_grad(true);
        parameter.mutable_grad().put(torch.randn(count));
        var options = new SGDOptions(1e-6);
        options.momentum().put(attributes.real("momentum"));
        var optimizer = new SGD(new TensorVector(parameter), options);
        return optimizer::step;
    }

    private static Supplier<?> overhead() {
        Tensor a = torch.randn(1).set_requires_grad(true);
        Tensor b = torch.randn(1).set_requires_grad(true);
        return () -> torch.add(a, b);
    }
}
