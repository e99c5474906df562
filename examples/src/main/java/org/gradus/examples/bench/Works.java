package org.gradus.examples.bench;

import com.google.common.collect.ImmutableList;
import org.gradus.core.kernel.FmaCeiling;
import org.gradus.examples.bench.Work.Rate;
import org.gradus.examples.peers.wire.Attributes;

/** All that is measured, group by group. */
final class Works {

    /** The groups' names, in order. */
    static final ImmutableList<String> GROUPS = ImmutableList.of("ceiling", "gemm", "cnn", "vgg16", "conv", "elements",
            "overhead");

    private static final int BATCH = 8;

    private final ImmutableList.Builder<Work> works = ImmutableList.builder();
    private final int threads;

    private Works(int threads) {
        this.threads = threads;
    }

    /** All work, on so many threads where it does not say otherwise. */
    static ImmutableList<Work> all(int threads) {
        var all = new Works(threads);
        all.ceiling();
        all.products();
        all.networks();
        all.convolutions();
        all.elements();
        all.overhead();
        return all.works.build();
    }

    private void ceiling() {
        works.add(new Work("ceiling", "fused multiply-adds, 1 thread", work("ceiling", 1), FmaCeiling.FLOPS,
                Rate.GFLOPS, false,
                Goal.times(0)));
    }

    private void products() {
        for (int n : new int[]{256, 512, 1024, 1536, 2048}) {
            Goal goal = n >= 1024 ? Goal.AHEAD.withPartOfCeiling(0.85) : Goal.AHEAD;
            product("%1$d × %1$d × %1$d, 1 thread".formatted(n), n, n, n, 1, goal);
        }
        for (int n : new int[]{256, 1024, 2048}) {
            product("%1$d × %1$d × %1$d".formatted(n), n, n, n, threads, Goal.AHEAD);
        }
        product("CNN's conv1, 10 × 36864 × 25", 10, 36864, 25, threads, Goal.AHEAD);
        product("CNN's conv2, 20 × 4096 × 250", 20, 4096, 250, threads, Goal.AHEAD);
        linear("CNN's linear layer, 64 × 10 × 320", 64, 10, 320);
        product("VGG16's conv1_1, 64 × 50176 × 27", 64, 50176, 27, threads, Goal.AHEAD);
        product("VGG16's conv3_2, 256 × 3136 × 2304", 256, 3136, 2304, threads, Goal.AHEAD);
        product("VGG16's conv5, 512 × 196 × 4608", 512, 196, 4608, threads, Goal.AHEAD);
        linear("VGG16's linear layer, 8 × 4096 × 25088", 8, 4096, 25088);
        linear("VGG16's linear layer, 1 × 4096 × 25088", 1, 4096, 25088);
    }

    private void linear(String name, int m, int n, int k) {
        product(name, "linear", m, n, k, threads, Goal.AHEAD);
    }

    private void product(String name, int m, int n, int k, int onThreads, Goal goal) {
        product(name, "gemm", m, n, k, onThreads, goal);
    }

    private void product(String name, String work, int m, int n, int k, int onThreads, Goal goal) {
        works.add(
                new Work("gemm", name, work(work, onThreads).with("m", m).with("n", n).with("k", k), 2.0 * m * n * k,
                        Rate.GFLOPS, false, goal));
    }

    private void networks() {
        for (int batch : new int[]{1, 16, 64, 256}) {
            network("cnn", "training step, batch " + batch, batch, true, batch == 64 ? Goal.times(4) : Goal.AHEAD);
        }
        network("cnn", "inference, batch 1", 1, false, Goal.AHEAD);
        network("cnn", "inference, batch 64", 64, false, Goal.AHEAD);
        network("vgg16", "inference, batch 1", 1, false, Goal.times(2));
        network("vgg16", "inference, batch 8", 8, false, Goal.times(2));
        network("vgg16", "training step, batch 8", 8, true, Goal.times(2));
    }

    private void network(String net, String name, int batch, boolean training, Goal goal) {
        works.add(new Work(net, name, work(net, threads).with("batch", batch).with("training", training), 0, Rate.NONE,
                true, goal));
    }

    private void convolutions() {
        int[][] layers = {{3, 64, 224}, {64, 64, 224}, {64, 128, 112}, {128, 128, 112}, {128, 256, 56}, {256, 256, 56},
                {256, 512, 28}, {512, 512, 28}, {512, 512, 14}};
        for (int[] layer : layers) {
            for (String pass : new String[]{"forward", "input gradient", "kernel gradient"}) {
                convolution(layer[0], layer[1], layer[2], pass);
            }
        }
    }

    private void convolution(int channels, int filters, int size, String pass) {
        works.add(new Work("conv", "%d → %d at %3$d × %3$d, %4$s".formatted(channels, filters, size, pass),
                work("conv", threads).with("batch", BATCH).with("channels", channels).with("filters", filters)
                        .with("size", size).with("kernel", 3).with("padding", 1).with("pass", pass),
                2.0 * BATCH * size * size * channels * filters * 9, Rate.GFLOPS, true, Goal.AHEAD));
    }

    private void elements() {
        for (int count : new int[]{1_000, 100_000, 10_000_000}) {
            function("add", count, 3 * count);
            function("mul", count, 3 * count);
            function("relu", count, 2 * count);
            function("exp", count, 2 * count);
            function("tanh", count, 2 * count);
            function("sum", count, count);
            function("softmax", count, 2 * count);
            function("crossEntropy", count, count);
            pool(count);
            update("SGD", count, 3 * count, 0);
            update("SGD with momentum", count, 5 * count, 0.9);
        }
    }

    private void function(String function, int count, int touched) {
        elementwise(function, count, touched, false, work("elements", threads).with("function", function));
    }

    private void pool(int count) {
        int side = switch (count) {
            case 1_000 -> 10;
            default -> 100;
        };
        int planes = count / side / side;
        elementwise("maxPool2d", count, count + count / 4, true, work("elements", threads).with("function", "maxPool2d")
                .with("shape", 1, planes, side, side));
    }

    private void update(String name, int count, int touched, double momentum) {
        elementwise(name, count, touched, false, work("update", threads).with("momentum", momentum));
    }

    private void elementwise(String name, int count, int touched, boolean images, Attributes attributes) {
        works.add(new Work("elements", "%s of %,d".formatted(name, count), attributes.with("elements", count),
                (double) touched * Float.BYTES, Rate.GBS, images, Goal.LEVEL));
    }

    private void overhead() {
        works.add(new Work("overhead", "adding two numbers, recorded", work("overhead", 1), 0, Rate.NONE, false,
                new Goal(1, 0, 200e-9)));
    }

    private static Attributes work(String name, int threads) {
        return Attributes.NONE.with("work", name).with("threads", threads);
    }
}
