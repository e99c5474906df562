package org.gradus.examples.peers.torch;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** What makes fewer numbers of many along dimensions. */
final class TorchReductions {

    private TorchReductions() {}

    static void addTo(TorchOperations table) {
        table.add("sum", c -> torch.sum(c.x(), c.dims(), c.flag("keepDim"), new ScalarTypeOptional()));
        table.add("mean", c -> torch.mean(c.x(), c.dims(), c.flag("keepDim"), new ScalarTypeOptional()));
        table.add("argmax", c -> torch.argmax(c.x(), new LongOptional(c.dim()), false));
        table.add("argmin", c -> torch.argmin(c.x(), new LongOptional(c.dim()), false));
        table.add("prod", c -> c.dims().length == 0
                ? torch.prod(c.x())
                : torch.prod(c.x(), c.dims()[0], c.flag("keepDim"), new ScalarTypeOptional()));
        table.add("logSumExp", c -> torch.logsumexp(c.x(), c.dims(), c.flag("keepDim")));
        table.add("cumsum", c -> torch.cumsum(c.x(), c.dim()));
        table.add("cumprod", c -> torch.cumprod(c.x(), c.dim()));
        table.add("linearRecurrence", TorchReductions::linearRecurrence);
        table.add("any", c -> torch.any(c.x(), c.dims(), c.flag("keepDim")));
        table.add("all", c -> torch.all(c.x(), c.dims(), c.flag("keepDim")));
        table.add("countNonzero",
                c -> c.dims().length == 0 ? torch.count_nonzero(c.x()) : torch.count_nonzero(c.x(), c.dims()));
        table.add("softmax", c -> torch.softmax(c.x(), c.dim()));
        table.add("logSoftmax", c -> torch.log_softmax(c.x(), c.dim()));
    }

    /** PyTorch has no such function: one step after the other. */
    private static Tensor linearRecurrence(TorchCall c) {
        var states = new TensorVector();
        Tensor state = torch.select(c.y(), c.dim(), 0);
        states.push_back(state);
        for (long step = 1; step < c.y().size(c.dim()); step++) {
            state = torch.add(torch.mul(torch.select(c.x(), c.dim(), step), state),
                    torch.select(c.y(), c.dim(), step));
            states.push_back(state);
        }
        return torch.stack(states, c.dim());
    }
}
