package org.gradus.examples.peers.torch;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;

/** What is chosen by masks, by triangles of a matrix and by numbers of rows. */
final class TorchLookups {

    private TorchLookups() {}

    static void addTo(TorchOperations table) {
        table.add("maskedFill", c -> torch.masked_fill(c.x(), c.y(), new Scalar(c.real("value"))));
        table.add("maskedSelect", c -> torch.masked_select(c.x(), c.y()));
        table.add("nonzero", c -> torch.nonzero(c.x()));
        table.add("tril", c -> torch.tril(c.x(), c.integer("diagonal")));
        table.add("triu", c -> torch.triu(c.x(), c.integer("diagonal")));
        table.add("oneHot", c -> torch.one_hot(c.x(), c.integer("classes")));
        table.add("embedding", c -> torch.embedding(c.y(), c.x(), c.integer("paddingIdx"), false, false));
    }
}
