package org.gradus.examples.peers.torch;

import java.util.List;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Slices, diagonals, paddings, repetitions and splits. */
final class TorchRearrangements {

    private TorchRearrangements() {}

    static void addTo(TorchOperations table) {
        table.add("slice", c -> torch.slice(c.x(), c.dim(), new LongOptional(c.integers("span")[0]),
                new LongOptional(c.integers("span")[1]), c.integer("step")));
        table.add("flip", c -> torch.flip(c.x(), c.dims()));
        table.add("movedim", c -> torch.movedim(c.x(), c.dims()[0], c.dims()[1]));
        table.add("unflatten", c -> torch.unflatten(c.x(), c.dim(), c.integers("sizes")));
        table.add("diagonal", c -> torch.diagonal(c.x(), c.integer("offset"), c.dims()[0], c.dims()[1]));
        table.add("diagEmbed", c -> torch.diag_embed(c.x(), c.integer("offset"), -2, -1));
        table.add("diag", c -> torch.diag(c.x(), c.integer("offset")));
        table.add("trace", c -> torch.trace(c.x()));
        table.add("padConstant",
                c -> torch.pad(c.x(), c.integers("padding"), "constant", new DoubleOptional(c.real("value"))));
        table.add("padReflect", c -> torch.pad(c.x(), c.integers("padding"), "reflect", new DoubleOptional()));
        table.add("padReplicate", c -> torch.pad(c.x(), c.integers("padding"), "replicate", new DoubleOptional()));
        table.add("padCircular", c -> torch.pad(c.x(), c.integers("padding"), "circular", new DoubleOptional()));
        table.add("repeat", c -> c.x().repeat(c.integers("times")));
        table.add("tile", c -> torch.tile(c.x(), c.integers("times")));
        table.add("repeatInterleave", c -> torch.repeat_interleave(c.x(), c.integer("times"),
                new LongOptional(c.dim()), new LongOptional()));
        table.add("roll", c -> torch.roll(c.x(), c.integers("shifts"), c.dims()));
        table.addMany("split", c -> list(torch.split(c.x(), c.integer("size"), c.dim())));
        table.addMany("splitSizes", c -> list(torch.split(c.x(), c.integers("sizes"), c.dim())));
        table.addMany("chunk", c -> list(torch.chunk(c.x(), c.integer("chunks"), c.dim())));
        table.addMany("unbind", c -> list(torch.unbind(c.x(), c.dim())));
        table.add("indexSelect", c -> torch.index_select(c.x(), c.dim(), c.y()));
        table.add("indexAdd", c -> torch.index_add(c.x(0), c.dim(), c.x(1), c.x(2)));
    }

    private static List<Tensor> list(TensorVector tensors) {
        return List.of(tensors.get());
    }
}
