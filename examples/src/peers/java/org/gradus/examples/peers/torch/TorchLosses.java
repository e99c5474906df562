package org.gradus.examples.peers.torch;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** How far numbers, distributions, answers and pairs are from what they should be. */
final class TorchLosses {

    private static final double COUNT_EPS = 1e-8;
    private static final double DISTANCE_EPS = 1e-6;

    private TorchLosses() {}

    static void addTo(TorchOperations table) {
        table.add("mseLoss", c -> torch.mse_loss(c.x(), c.y(), c.reduction()));
        table.add("l1Loss", c -> torch.l1_loss(c.x(), c.y(), c.reduction()));
        table.add("smoothL1Loss", c -> torch.smooth_l1_loss(c.x(), c.y(), c.reduction(), c.real("beta")));
        table.add("huberLoss", c -> torch.huber_loss(c.x(), c.y(), c.reduction(), c.real("delta")));
        table.add("klDiv", TorchLosses::klDiv);
        table.add("poissonNllLoss", c -> torch.poisson_nll_loss(c.x(), c.y(), c.flag("logInput"), c.flag("full"),
                COUNT_EPS, c.reduction()));
        table.add("gaussianNllLoss", TorchLosses::gaussianNllLoss);
        table.add("binaryCrossEntropy", c -> torch.binary_cross_entropy(c.x(), c.y(), c.optional(2), c.reduction()));
        table.add("binaryCrossEntropyWithLogits", c -> torch.binary_cross_entropy_with_logits(c.x(), c.y(),
                c.optional(2), c.optional(3), c.reduction()));
        table.add("multilabelSoftMarginLoss", TorchLosses::multilabelSoftMarginLoss);
        table.add("softMarginLoss", c -> torch.soft_margin_loss(c.x(), c.y(), c.reduction()));
        table.add("hingeEmbeddingLoss", c -> torch.hinge_embedding_loss(c.x(), c.y(), c.real("margin"),
                c.reduction()));
        table.add("marginRankingLoss", c -> torch.margin_ranking_loss(c.x(0), c.x(1), c.x(2), c.real("margin"),
                c.reduction()));
        table.add("cosineEmbeddingLoss", c -> torch.cosine_embedding_loss(c.x(0), c.x(1), c.x(2), c.real("margin"),
                c.reduction()));
        table.add("tripletMarginLoss", c -> torch.triplet_margin_loss(c.x(0), c.x(1), c.x(2), c.real("margin"),
                (double) c.integer("p"), DISTANCE_EPS, c.flag("swap"), c.reduction()));
    }

    /** The mean over the batch is made of the sum, as in Python. */
    private static Tensor klDiv(TorchCall c) {
        boolean logTarget = c.flag("logTarget");
        if (!c.attributes().text("reduction").equals("BATCH_MEAN")) {
            return torch.kl_div(c.x(), c.y(), c.reduction(), logTarget);
        }
        Tensor sum = torch.kl_div(c.x(), c.y(), torch.Reduction.Sum.value, logTarget);
        return sum.div(new Scalar((double) c.x().size(0)));
    }

    /** In C++ there is none; this is Python's, which raises variances where nothing is recorded. */
    private static Tensor gaussianNllLoss(TorchCall c) {
        Tensor var = c.x(2);
        Tensor lift = torch.clamp_min(var, new Scalar(c.real("eps"))).sub(var).detach();
        Tensor raised = var.add(lift);
        Tensor losses = raised.log().add(torch.square(c.x(0).sub(c.x(1))).div(raised)).mul(new Scalar(0.5));
        return reduced(c, c.flag("full") ? losses.add(new Scalar(0.5 * Math.log(2 * Math.PI))) : losses);
    }

    /** Python's, since C++'s takes other options. */
    private static Tensor multilabelSoftMarginLoss(TorchCall c) {
        Tensor no = torch.ones_like(c.y()).sub(c.y());
        Tensor losses = c.y().mul(torch.log_sigmoid(c.x())).add(no.mul(torch.log_sigmoid(c.x().neg()))).neg();
        return reduced(c, (c.inputs().size() > 2 ? losses.mul(c.x(2)) : losses).mean(-1));
    }

    private static Tensor reduced(TorchCall c, Tensor losses) {
        return switch (c.attributes().text("reduction")) {
            case "MEAN" -> losses.mean();
            case "SUM" -> losses.sum();
            default -> losses;
        };
    }
}
