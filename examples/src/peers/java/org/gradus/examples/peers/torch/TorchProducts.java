package org.gradus.examples.peers.torch;

import org.bytedeco.pytorch.global.torch;

/** Products of vectors, matrices and batches of them. */
final class TorchProducts {

    private TorchProducts() {}

    static void addTo(TorchOperations table) {
        table.add("matmul", c -> torch.matmul(c.x(), c.y()));
        table.add("linear", c -> torch.linear(c.x(), c.y(), c.optional(2)));
        table.add("dot", c -> torch.dot(c.x(), c.y()));
        table.add("mv", c -> torch.mv(c.x(), c.y()));
        table.add("outer", c -> torch.outer(c.x(), c.y()));
        table.add("bilinear", c -> torch.bilinear(c.x(0), c.x(1), c.x(2)));
        table.add("cosineSimilarity", c -> torch.cosine_similarity(c.x(), c.y(), c.dim(), c.real("eps")));
        table.add("pairwiseDistance",
                c -> torch.pairwise_distance(c.x(), c.y(), c.real("p"), c.real("eps"), c.flag("keepDim")));
    }
}
