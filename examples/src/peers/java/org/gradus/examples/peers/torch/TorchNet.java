package org.gradus.examples.peers.torch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** A network of convolutions with ReLU, pools and linear layers, as lean as PyTorch allows: in place where it can be. */
final class TorchNet {

    private static final long[] ONE = {1, 1};
    private static final int POOL = 0;

    private final List<Tensor> parameters = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final boolean channelsLast;

    private interface Stage {
        Tensor apply(Tensor x, boolean training);
    }

    private TorchNet(boolean channelsLast) {
        this.channelsLast = channelsLast;
    }

    /** The lecture's network. */
    static TorchNet cnn(boolean channelsLast) {
        var net = new TorchNet(channelsLast);
        net.conv(1, 10, 5, 0);
        net.pool();
        net.conv(10, 20, 5, 0);
        net.pool();
        net.stages.add((x, _) -> torch.flatten(x, 1, -1));
        net.linear(320, 10);
        net.stages.add((x, _) -> torch.log_softmax(x, 1));
        return net;
    }

    /** VGG16 with its 1000 classes. */
    static TorchNet vgg16(boolean channelsLast) {
        var net = new TorchNet(channelsLast);
        int channels = 3;
        for (int filters : new int[]{64, 64, POOL, 128, 128, POOL, 256, 256, 256, POOL, 512, 512, 512, POOL, 512, 512,
                512,
                POOL}) {
            if (filters == POOL) {
                net.pool();
            } else {
                net.conv(channels, filters, 3, 1);
                channels = filters;
            }
        }
        net.stages.add((x, _) -> torch.flatten(x, 1, -1));
        net.linear(25088, 4096);
        net.reluAndDropout();
        net.linear(4096, 4096);
        net.reluAndDropout();
        net.linear(4096, 1000);
        return net;
    }

    /** The same images or filters in the layout asked for. */
    static Tensor laidOut(Tensor images, boolean channelsLast) {
        return images.contiguous(channelsLast ? torch.MemoryFormat.ChannelsLast : torch.MemoryFormat.Contiguous);
    }

    private void conv(long channels, long filters, long kernel, long padding) {
        Tensor weight = parameter(laidOut(torch.randn(filters, channels, kernel, kernel), channelsLast),
                channels * kernel * kernel);
        var bias = new TensorOptional(parameter(torch.randn(filters), channels * kernel * kernel));
        long[] around = {padding, padding};
        stages.add((x, _) -> torch.relu_(torch.conv2d(x, weight, bias, ONE, around, ONE, 1)));
    }

    private void pool() {
        stages.add((x, _) -> torch.max_pool2d(x, 2, 2));
    }

    private void linear(long in, long out) {
        Tensor weight = parameter(torch.randn(out, in), in);
        var bias = new TensorOptional(parameter(torch.randn(out), in));
        stages.add((x, _) -> torch.linear(x, weight, bias));
    }

    private void reluAndDropout() {
        stages.add((x, training) -> torch.dropout(torch.relu_(x), 0.5, training));
    }

    /** A parameter of about the size that initialisers give it, so that activations neither vanish nor overflow. */
    private Tensor parameter(Tensor drawn, long fanIn) {
        Tensor parameter = drawn.mul(new Scalar(Math.sqrt(1.0 / (3 * fanIn))));
        parameters.add(parameter);
        return parameter;
    }

    List<Tensor> parameters() {
        return parameters;
    }

    Tensor forward(Tensor x, boolean training) {
        Tensor y = x;
        for (Stage stage : stages) {
            y = stage.apply(y, training);
        }
        return y;
    }
}
