package org.gradus.core.gradcheck.table;

import static org.gradus.core.gradcheck.table.Input.awayFromZero;
import static org.gradus.core.gradcheck.table.Input.distinct;
import static org.gradus.core.gradcheck.table.Input.normal;
import static org.gradus.core.gradcheck.table.Input.positive;
import static org.gradus.core.gradcheck.table.OpRow.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradus.core.AvgPoolOptions;
import org.gradus.core.LpPoolOptions;
import org.gradus.core.MaxPoolOptions;
import org.gradus.core.MaxUnpoolOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.AvgPools;
import org.gradus.core.op.LpPools;
import org.gradus.core.op.MaxPools;
import org.gradus.core.op.MaxUnpools;

/** Pools along one to three axes: averages, norms and largest values, and max-pools undone. */
final class PoolRows {

    private PoolRows() {}

    static List<OpRow> rows() {
        List<OpRow> rows = new ArrayList<>();
        averages(rows);
        norms(rows);
        maxima(rows);
        unpooled(rows);
        return rows;
    }

    private static void averages(List<OpRow> rows) {
        AvgPoolOptions two = AvgPoolOptions.kernel(2);
        AvgPoolOptions three = AvgPoolOptions.kernel(3);
        AvgPoolOptions padded = three.withStride(2).withPadding(1);
        average(rows, "2,2,4,6", two);
        average(rows, "1,1,5,5", two.withCeilMode(true));
        average(rows, "1,2,5,6", three.withStride(1));
        average(rows, "1,1,6,7", padded);
        average(rows, "1,1,6,7", padded.withCountIncludePad(false));
        average(rows, "1,1,4,6", padded.withCeilMode(true));
        average(rows, "1,1,4,6", padded.withCeilMode(true).withCountIncludePad(false));
        average(rows, "1,2,5,4", two.withDivisorOverride(-3));
        average(rows, "2,5,7", AvgPoolOptions.kernel(1, 3).withStride(3, 2).withPadding(0, 1));
        average(rows, "1,1,1,1", AvgPoolOptions.kernel(1));
        average(rows, "1,1,1,2", three.withPadding(1));
        average(rows, "0,2,4,4", two);
        rows.add(row("avgPool1d", x -> AvgPools.avgPool1d(x, padded), normal("2,3,n")).notEmpty().terms(4));
        rows.add(row("avgPool1d of every line", x -> AvgPools.avgPool1d(x, two), normal("n,5")).terms(2));
        rows.add(row("avgPool2d, many columns", x -> AvgPools.avgPool2d(x, two.withCeilMode(true)),
                normal("1,2,3,n")).notEmpty().terms(4));
        rows.add(row("avgPool3d", x -> AvgPools.avgPool3d(x, padded), normal("1,2,3,4,3")).terms(36));
        rows.add(row("avgPool3d, uneven", x -> AvgPools.avgPool3d(x, AvgPoolOptions.kernel(2, 1, 3).withStride(1)),
                normal("2,3,2,3")).terms(12));
        rows.add(row("adaptiveAvgPool1d", x -> AvgPools.adaptiveAvgPool1d(x, 4), normal("2,1,n")).notEmpty()
                .terms(n -> n));
        for (int[] size : new int[][]{{1}, {2}, {3, 5}, {4, 1}, {-1, 2}, {7, 9}, {0, 2}}) {
            rows.add(row("adaptiveAvgPool2d to " + Arrays.toString(size),
                    x -> AvgPools.adaptiveAvgPool2d(x, size), normal("2,1,5,4")).terms(20));
        }
        rows.add(row("adaptiveAvgPool2d of n images", x -> AvgPools.adaptiveAvgPool2d(x, 2), normal("n,2,3,3"))
                .terms(4));
        rows.add(row("adaptiveAvgPool3d", x -> AvgPools.adaptiveAvgPool3d(x, 2, -1, 3), normal("2,3,2,4")).terms(24));
    }

    private static void average(List<OpRow> rows, String shape, AvgPoolOptions options) {
        rows.add(row("avgPool2d [%s] %s".formatted(shape, options), x -> AvgPools.avgPool2d(x, options), normal(shape))
                .terms(9));
    }

    private static void norms(List<OpRow> rows) {
        LpPoolOptions two = LpPoolOptions.kernel(2);
        rows.add(row("lpPool1d, p = 1", x -> LpPools.lpPool1d(x, 1, two), normal("2,2,5")).terms(2));
        rows.add(row("lpPool1d, p = 2", x -> LpPools.lpPool1d(x, 2, two.withStride(1)), awayFromZero("n,5"))
                .smooth().terms(2));
        rows.add(row("lpPool2d, p = 2", x -> LpPools.lpPool2d(x, 2, LpPoolOptions.kernel(3).withCeilMode(true)),
                awayFromZero("1,2,4,5")).smooth().terms(9));
        rows.add(row("lpPool2d, p = 3", x -> LpPools.lpPool2d(x, 3, LpPoolOptions.kernel(2, 3).withStride(1, 2)),
                positive("1,2,3,5")).smooth().terms(6));
        rows.add(row("lpPool2d, p = 1.5", x -> LpPools.lpPool2d(x, 1.5, two), positive("2,4,5")).terms(4));
        rows.add(row("lpPool3d, p = 2", x -> LpPools.lpPool3d(x, 2, two), awayFromZero("1,2,2,3,4")).terms(8));
    }

    private static void maxima(List<OpRow> rows) {
        MaxPoolOptions two = MaxPoolOptions.kernel(2);
        MaxPoolOptions padded = MaxPoolOptions.kernel(3).withStride(2).withPadding(1);
        rows.add(row("maxPool1d", x -> MaxPools.maxPool1d(x, padded.withCeilMode(true)), distinct("2,3,n")).notEmpty());
        rows.add(row("maxPool1d of n lines", x -> MaxPools.maxPool1d(x, two), distinct("n,5")));
        rows.add(row("maxPool2d of one image", x -> MaxPools.maxPool2dWithIndices(x, two).values(), distinct("2,4,5")));
        rows.add(row("maxPool3d", x -> MaxPools.maxPool3d(x, padded), distinct("1,2,3,4,5")).terms(8));
        rows.add(row("maxPool3d, dilated", x -> MaxPools.maxPool3d(x, two.withStride(1).withDilation(2, 1, 1)),
                distinct("2,3,3,2")).terms(8));
        rows.add(
                row("adaptiveMaxPool1d", x -> MaxPools.adaptiveMaxPool1d(x, 4), distinct("2,1,n")).notEmpty().terms(4));
        for (int[] size : new int[][]{{1}, {2}, {3, 5}, {-1, 3}, {7, 9}, {0, 2}}) {
            rows.add(row("adaptiveMaxPool2d to " + Arrays.toString(size),
                    x -> MaxPools.adaptiveMaxPool2d(x, size), distinct("2,1,5,4")).terms(12));
        }
        rows.add(row("adaptiveMaxPool3d", x -> MaxPools.adaptiveMaxPool3d(x, 2, -1, 3), distinct("2,3,2,4")).terms(8));
    }

    private static void unpooled(List<OpRow> rows) {
        Tensor places = Tensor.of(new long[]{3, 0, 6, 5, 1, 6}, 2, 1, 3);
        rows.add(row("maxUnpool1d", x -> MaxUnpools.maxUnpool1d(x, places,
                MaxUnpoolOptions.kernel(2).withOutputSize(7)), normal("2,1,3")));
        Tensor same = Tensor.of(new long[]{3, 3, 0, 3}, 1, 2, 2);
        rows.add(row("maxUnpool2d with places that recur",
                x -> MaxUnpools.maxUnpool2d(x, same, MaxUnpoolOptions.kernel(2).withStride(1)), normal("1,2,2")));
        rows.add(row("maxUnpool3d of what was pooled", x -> {
            var pooled = MaxPools.maxPool3dWithIndices(x, MaxPoolOptions.kernel(2));
            return MaxUnpools.maxUnpool3d(pooled.values(), pooled.indices(),
                    MaxUnpoolOptions.kernel(2).withOutputSize(2, 3, 4));
        }, distinct("1,1,2,3,4")));
    }
}
