package org.gradus.examples.peers.torch;

import org.bytedeco.pytorch.global.torch;

/** Pools. */
final class TorchWindows {

    private TorchWindows() {}

    static void addTo(TorchOperations table) {
        table.add("maxPool2d", c -> torch.max_pool2d(c.x(), c.integers("kernel"), c.integers("stride"),
                c.integers("padding"), c.integers("dilation"), c.flag("ceilMode")));
    }
}
