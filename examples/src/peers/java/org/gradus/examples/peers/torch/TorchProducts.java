package org.gradus.examples.peers.torch;

import org.bytedeco.pytorch.global.torch;

/** Products of vectors, matrices and batches of them. */
final class TorchProducts {

    private TorchProducts() {}

    static void addTo(TorchOperations table) {
        table.add("matmul", c -> torch.matmul(c.x(), c.y()));
        table.add("linear", c -> torch.linear(c.x(), c.y(), c.optional(2)));
    }
}
