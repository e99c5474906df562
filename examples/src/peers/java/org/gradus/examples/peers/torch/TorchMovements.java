package org.gradus.examples.peers.torch;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What moves elements without computing, and what adds them up where they land. */
final class TorchMovements {

    private TorchMovements() {}

    static void addTo(TorchOperations table) {
        table.add("reshape", c -> c.x().reshape(c.integers("shape")));
        table.add("flatten", c -> c.x().flatten(c.integer("startDim"), c.integer("endDim")));
        table.add("unsqueeze", c -> c.x().unsqueeze(c.dim()));
        table.add("squeeze", c -> c.x().squeeze(c.dim()));
        table.add("permute", c -> c.x().permute(c.integers("order")));
        table.add("transpose", c -> c.x().transpose(c.dims()[0], c.dims()[1]));
        table.add("t", c -> c.x().t());
        table.add("mT", c -> c.x().transpose(-2, -1));
        table.add("expand", c -> c.x().expand(c.integers("shape")));
        table.add("narrow", c -> c.x().narrow(c.dim(), c.integers("span")[0], c.integers("span")[1]));
        table.add("select", c -> c.x().select(c.dim(), c.integer("index")));
        table.add("concat", c -> torch.cat(c.all(), c.dim()));
        table.add("stack", c -> torch.stack(c.all(), c.dim()));
        table.add("pad", TorchMovements::pad);
        table.add("gather", c -> torch.gather(c.x(), c.dim(), c.y()));
        table.add("scatterAdd", c -> torch.scatter_add(c.x(0), c.dim(), c.x(1), c.x(2)));
    }

    /** PyTorch's margins begin with the last dimension's. */
    private static Tensor pad(TorchCall c) {
        int rank = Math.toIntExact(c.x().dim());
        int dim = Math.floorMod(c.dim(), rank);
        long[] margins = new long[2 * (rank - dim)];
        System.arraycopy(c.integers("margins"), 0, margins, margins.length - 2, 2);
        return torch.constant_pad_nd(c.x(), margins);
    }
}
