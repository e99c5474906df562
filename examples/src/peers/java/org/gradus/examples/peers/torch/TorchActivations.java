package org.gradus.examples.peers.torch;

import java.util.Locale;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;

/** Activation functions. */
final class TorchActivations {

    private static final Scalar ONE = new Scalar(1.0);

    private TorchActivations() {}

    static void addTo(TorchOperations table) {
        table.add("elu", c -> torch.elu(c.x(), scalar(c, "alpha"), ONE, ONE));
        table.add("celu", c -> torch.celu(c.x(), scalar(c, "alpha")));
        table.add("selu", c -> torch.selu(c.x()));
        table.add("gelu", c -> torch.gelu(c.x(), c.attributes().text("approximation").toLowerCase(Locale.ROOT)));
        table.add("hardshrink", c -> torch.hardshrink(c.x(), scalar(c, "lambda")));
        table.add("softshrink", c -> torch.softshrink(c.x(), scalar(c, "lambda")));
        table.add("tanhshrink", c -> torch.tanhshrink(c.x()));
        table.add("hardsigmoid", c -> torch.hardsigmoid(c.x()));
        table.add("hardswish", c -> torch.hardswish(c.x()));
        table.add("relu6", c -> torch.relu6(c.x()));
        table.add("hardtanh", c -> torch.hardtanh(c.x(), new Scalar(c.attributes().reals("bounds")[0]),
                new Scalar(c.attributes().reals("bounds")[1])));
        table.add("leakyRelu", c -> torch.leaky_relu(c.x(), scalar(c, "slope")));
        // where has no gradient for what it asks, and 0·x gives PyTorch the tape that it needs to answer 0
        table.add("heaviside", c -> torch.heaviside(c.x(), torch.full_like(c.x(), new Scalar(c.real("atZero")))));
        table.add("step", c -> torch.where(c.x().ge(new Scalar(0.0)), ONE, new Scalar(0.0)).to(c.x().dtype())
                .add(torch.mul(torch.nan_to_num(c.x()), new Scalar(0.0))));
        table.add("prelu", c -> torch.prelu(c.x(), c.y()));
        table.add("threshold", c -> torch.threshold(c.x(), scalar(c, "threshold"), scalar(c, "value")));
        table.add("softplus", c -> torch.softplus(c.x(), scalar(c, "beta"), scalar(c, "threshold")));
        table.add("softsign", c -> torch.softsign(c.x()));
        table.add("logSigmoid", c -> torch.log_sigmoid(c.x()));
        table.add("silu", c -> torch.silu(c.x()));
        table.add("mish", c -> torch.mish(c.x()));
        table.add("softmin", c -> torch.softmax(torch.neg(c.x()), c.dim()));
        table.add("glu", c -> torch.glu(c.x(), c.dim()));
    }

    private static Scalar scalar(TorchCall c, String name) {
        return new Scalar(c.real(name));
    }
}
