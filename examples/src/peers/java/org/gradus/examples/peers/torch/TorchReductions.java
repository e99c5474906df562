package org.gradus.examples.peers.torch;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.global.torch;

/** What makes fewer numbers of many along dimensions. */
final class TorchReductions {

    private TorchReductions() {}

    static void addTo(TorchOperations table) {
        table.add("sum", c -> torch.sum(c.x(), c.dims(), c.flag("keepDim"), new ScalarTypeOptional()));
        table.add("mean", c -> torch.mean(c.x(), c.dims(), c.flag("keepDim"), new ScalarTypeOptional()));
        table.add("argmax", c -> torch.argmax(c.x(), new LongOptional(c.dim()), false));
        table.add("softmax", c -> torch.softmax(c.x(), c.dim()));
        table.add("logSoftmax", c -> torch.log_softmax(c.x(), c.dim()));
    }
}
