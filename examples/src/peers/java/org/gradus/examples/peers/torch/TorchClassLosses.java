package org.gradus.examples.peers.torch;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** How far class scores are from labels. */
final class TorchClassLosses {

    private static final long NO_IGNORED_LABEL = -100;

    private TorchClassLosses() {}

    static void addTo(TorchOperations table) {
        table.add("crossEntropy", c -> torch.cross_entropy_loss(c.x(), c.y(), new TensorOptional(), c.reduction(),
                NO_IGNORED_LABEL, 0));
        table.add("nllLoss", c -> torch.nll_loss_nd(c.x(), c.y(), new TensorOptional(), c.reduction(),
                NO_IGNORED_LABEL));
        table.add("crossEntropyWithOptions", c -> torch.cross_entropy_loss(c.x(), c.y(), c.optional(2), c.reduction(),
                c.integer("ignoreIndex"), c.real("smoothing")));
        table.add("crossEntropyOfProbabilities", c -> torch.cross_entropy_loss(c.x(), c.y(), c.optional(2),
                c.reduction(), NO_IGNORED_LABEL, c.real("smoothing")));
        table.add("nllLossWithOptions", c -> torch.nll_loss_nd(c.x(), c.y(), c.optional(2), c.reduction(),
                c.integer("ignoreIndex")));
        table.add("multiMarginLoss", c -> torch.multi_margin_loss(c.x(), c.y(), new Scalar((double) c.integer("p")),
                new Scalar(c.real("margin")), c.optional(2), c.reduction()));
        table.add("multilabelMarginLoss", c -> torch.multilabel_margin_loss(c.x(), c.y(), c.reduction()));
    }
}
