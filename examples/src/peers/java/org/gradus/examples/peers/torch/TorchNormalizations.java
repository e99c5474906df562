package org.gradus.examples.peers.torch;

import java.util.List;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** What is normalised group by group, and the running statistics that are left behind. */
final class TorchNormalizations {

    private static final boolean NO_CUDNN = false;

    private TorchNormalizations() {}

    static void addTo(TorchOperations table) {
        table.addMany("batchNorm", c -> running(c, torch.batch_norm(c.x(), c.optional(3), c.optional(4),
                new TensorOptional(c.x(1)), new TensorOptional(c.x(2)), c.flag("training"), c.real("momentum"),
                c.real("eps"), NO_CUDNN)));
        table.addMany("instanceNorm", c -> running(c, torch.instance_norm(c.x(), c.optional(3), c.optional(4),
                new TensorOptional(c.x(1)), new TensorOptional(c.x(2)), c.flag("training"), c.real("momentum"),
                c.real("eps"), NO_CUDNN)));
        table.add("layerNorm", c -> torch.layer_norm(c.x(), c.integers("normalizedShape"), c.optional(1),
                c.optional(2), c.real("eps"), NO_CUDNN));
        table.add("rmsNorm", c -> torch.rms_norm(c.x(), c.integers("normalizedShape"), c.optional(1),
                c.flag("byType") ? new DoubleOptional() : new DoubleOptional(c.real("eps"))));
        table.add("groupNorm", c -> torch.group_norm(c.x(), c.integer("groups"), c.optional(1), c.optional(2),
                c.real("eps"), NO_CUDNN));
        table.add("normalize", c -> torch.div(c.x(), torch.clamp_min(torch.linalg_vector_norm(c.x(),
                new Scalar(c.real("p")), new long[]{c.dim()}, true, new ScalarTypeOptional()),
                new Scalar(c.real("eps")))));
    }

    /** PyTorch has changed the running statistics in place. */
    private static List<Tensor> running(TorchCall c, Tensor output) {
        return List.of(output, c.x(1), c.x(2));
    }
}
