package org.gradus.examples.peers.torch;

import org.bytedeco.pytorch.global.torch;

/** Convolutions and pools. */
final class TorchWindows {

    private TorchWindows() {}

    static void addTo(TorchOperations table) {
        table.add("conv2d", c -> torch.conv2d(c.x(), c.y(), c.optional(2), c.integers("stride"), c.integers("padding"),
                c.integers("dilation"), c.integer("groups")));
        table.add("maxPool2d", c -> torch.max_pool2d(c.x(), c.integers("kernel"), c.integers("stride"),
                c.integers("padding"), c.integers("dilation"), c.flag("ceilMode")));
    }
}
