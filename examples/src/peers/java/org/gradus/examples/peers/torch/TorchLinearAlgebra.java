package org.gradus.examples.peers.torch;

import org.bytedeco.pytorch.global.torch;

/** Sums of products by equations. */
final class TorchLinearAlgebra {

    private TorchLinearAlgebra() {}

    static void addTo(TorchOperations table) {
        table.add("einsum", c -> torch.einsum(c.attributes().text("equation"), c.all()));
    }
}
