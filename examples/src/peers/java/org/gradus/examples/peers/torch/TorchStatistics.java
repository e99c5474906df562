package org.gradus.examples.peers.torch;

import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Variances, norms, extremes, medians, and what is sorted. */
final class TorchStatistics {

    private TorchStatistics() {}

    static void addTo(TorchOperations table) {
        table.add("var", c -> torch.var(c.x(), spread(c), correction(c), c.flag("keepDim")));
        table.add("std", c -> torch.std(c.x(), spread(c), correction(c), c.flag("keepDim")));
        table.addMany("varMean", c -> both(torch.var_mean(c.x(), spread(c), correction(c), c.flag("keepDim"))));
        table.add("norm", c -> torch.linalg_vector_norm(c.x(), new Scalar(c.real("p")), c.dims(), c.flag("keepDim"),
                new ScalarTypeOptional()));
        table.add("amax", c -> torch.amax(c.x(), c.dims(), c.flag("keepDim")));
        table.add("amin", c -> torch.amin(c.x(), c.dims(), c.flag("keepDim")));
        table.addMany("max", c -> both(torch.max(c.x(), c.dim(), c.flag("keepDim"))));
        table.addMany("min", c -> both(torch.min(c.x(), c.dim(), c.flag("keepDim"))));
        table.addMany("median", c -> both(torch.median(c.x(), c.dim(), c.flag("keepDim"))));
        table.add("medianOfAll", c -> torch.median(c.x()));
        table.addMany("sort", c -> both(sorted(c)));
        table.add("argsort", c -> sorted(c).get1());
        table.addMany("topk", c -> both(torch.topk(c.x(), c.integer("k"), c.dim(), c.flag("largest"), true)));
    }

    /** All dimensions by name where none is named: otherwise PyTorch's gradient takes the number of elements for 1. */
    private static long[] spread(TorchCall c) {
        return c.dims().length > 0 ? c.dims() : LongStream.range(0, c.x().dim()).toArray();
    }

    private static ScalarOptional correction(TorchCall c) {
        return new ScalarOptional(new Scalar(c.real("correction")));
    }

    private static T_TensorTensor_T sorted(TorchCall c) {
        return torch.sort(c.x(), new BoolOptional(true), c.dim(), c.flag("descending"));
    }

    private static List<Tensor> both(T_TensorTensor_T pair) {
        return List.of(pair.get0(), pair.get1());
    }
}
