package org.gradus.examples.peers.torch;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Pools along one to three axes. */
final class TorchPools {

    private TorchPools() {}

    static void addTo(TorchOperations table) {
        addMaxima(table);
        addAverages(table);
        table.add("maxUnpool1d", c -> torch.max_unpool2d(c.x().unsqueeze(-2), c.y().unsqueeze(-2), 1, c.integer("size"))
                .squeeze(-2));
        table.add("maxUnpool2d", c -> torch.max_unpool2d(c.x(), c.y(), c.integers("size")));
        table.add("maxUnpool3d", c -> torch.max_unpool3d(c.x(), c.y(), c.integers("size"), c.integers("stride"),
                c.integers("padding")));
    }

    private static void addMaxima(TorchOperations table) {
        table.add("maxPool1d", c -> torch.max_pool1d(c.x(), c.integers("kernel"), c.integers("stride"),
                c.integers("padding"), c.integers("dilation"), c.flag("ceilMode")));
        table.add("maxPool2d", c -> torch.max_pool2d(c.x(), c.integers("kernel"), c.integers("stride"),
                c.integers("padding"), c.integers("dilation"), c.flag("ceilMode")));
        table.add("maxPool3d", c -> torch.max_pool3d(c.x(), c.integers("kernel"), c.integers("stride"),
                c.integers("padding"), c.integers("dilation"), c.flag("ceilMode")));
        table.addMany("maxPool1dWithIndices", c -> both(torch.max_pool1d_with_indices(c.x(), c.integers("kernel"),
                c.integers("stride"), c.integers("padding"), c.integers("dilation"), c.flag("ceilMode"))));
        table.addMany("maxPool2dWithIndices", c -> both(torch.max_pool2d_with_indices(c.x(), c.integers("kernel"),
                c.integers("stride"), c.integers("padding"), c.integers("dilation"), c.flag("ceilMode"))));
        table.addMany("maxPool3dWithIndices", c -> both(torch.max_pool3d_with_indices(c.x(), c.integers("kernel"),
                c.integers("stride"), c.integers("padding"), c.integers("dilation"), c.flag("ceilMode"))));
        for (int axes = 1; axes <= 3; axes++) {
            int count = axes;
            table.add("adaptiveMaxPool%dd".formatted(axes), c -> adaptive(c, count).get0());
            table.addMany("adaptiveMaxPool%ddWithIndices".formatted(axes), c -> both(adaptive(c, count)));
        }
    }

    private static T_TensorTensor_T adaptive(TorchCall c, int axes) {
        return switch (axes) {
            case 1 -> torch.adaptive_max_pool1d(c.x(), c.integers("size"));
            case 2 -> torch.adaptive_max_pool2d(c.x(), c.integers("size"));
            default -> torch.adaptive_max_pool3d(c.x(), c.integers("size"));
        };
    }

    private static List<Tensor> both(T_TensorTensor_T found) {
        return List.of(found.get0(), found.get1());
    }

    private static void addAverages(TorchOperations table) {
        for (int axes = 1; axes <= 3; axes++) {
            int count = axes;
            table.add("avgPool%dd".formatted(axes), c -> average(c, count, c.x(), c.integers("padding"),
                    c.flag("countIncludePad")));
            table.add("lpPool%dd".formatted(axes), c -> norm(c, count));
        }
        table.add("adaptiveAvgPool1d", c -> torch.adaptive_avg_pool1d(c.x(), c.integers("size")));
        table.add("adaptiveAvgPool2d", c -> torch.adaptive_avg_pool2d(c.x(), c.integers("size")));
        table.add("adaptiveAvgPool3d", c -> torch.adaptive_avg_pool3d(c.x(), c.integers("size")));
    }

    private static Tensor average(TorchCall c, int axes, Tensor x, long[] padding, boolean countIncludePad) {
        long[] kernel = c.integers("kernel");
        long[] stride = c.integers("stride");
        boolean ceilMode = c.flag("ceilMode");
        boolean given = c.attributes().has("divisor") && c.integer("divisor") != 0;
        LongOptional divisor = given ? new LongOptional(c.integer("divisor")) : new LongOptional();
        return switch (axes) {
            case 1 -> torch.avg_pool1d(x, kernel, stride, padding, ceilMode, countIncludePad);
            case 2 -> torch.avg_pool2d(x, kernel, stride, padding, ceilMode, countIncludePad, divisor);
            default -> torch.avg_pool3d(x, kernel, stride, padding, ceilMode, countIncludePad, divisor);
        };
    }

    /** PyTorch has it in Python, in these terms. */
    private static Tensor norm(TorchCall c, int axes) {
        double p = c.real("p");
        Tensor average = average(c, axes, c.x().pow(new Scalar(p)), new long[axes], true);
        long cells = Arrays.stream(c.integers("kernel")).reduce(1, (a, b) -> a * b);
        return average.sign().mul(average.abs().relu()).mul(new Scalar((double) cells)).pow(new Scalar(1 / p));
    }
}
