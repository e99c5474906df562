package org.gradus.examples.peers.torch;

import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** How far predictions are from targets. */
final class TorchLosses {

    private static final long NO_IGNORED_LABEL = -100;

    private TorchLosses() {}

    static void addTo(TorchOperations table) {
        table.add("crossEntropy", c -> torch.cross_entropy_loss(c.x(), c.y(), new TensorOptional(), c.reduction(),
                NO_IGNORED_LABEL, 0));
        table.add("nllLoss", c -> torch.nll_loss_nd(c.x(), c.y(), new TensorOptional(), c.reduction(),
                NO_IGNORED_LABEL));
    }
}
