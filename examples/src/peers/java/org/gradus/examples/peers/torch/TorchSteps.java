package org.gradus.examples.peers.torch;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.gradus.examples.peers.wire.Attributes;

/** A start, gradients and options, as the cases of optimisers have them. */
record TorchSteps(TorchCall call) {

    /** The parameter before the first step. */
    Tensor start() {
        return call.x().select(0, 0).clone();
    }

    int count() {
        return (int) call.x().size(0) - 1;
    }

    /** The gradient of step t, the first being 1; its negative where the case maximises. */
    Tensor gradient(int t) {
        Tensor gradient = call.x().select(0, t);
        return flag("maximize") ? torch.neg(gradient) : gradient.clone();
    }

    double option(String name, double usual) {
        Attributes attributes = call.attributes();
        return attributes.has(name) ? attributes.real(name) : usual;
    }

    boolean flag(String name) {
        return call.attributes().has(name) && call.attributes().flag(name);
    }
}
