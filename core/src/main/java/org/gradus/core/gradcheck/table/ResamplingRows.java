package org.gradus.core.gradcheck.table;

import static org.gradus.core.gradcheck.table.Input.normal;
import static org.gradus.core.gradcheck.table.OpRow.row;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.InterpolateMode;
import org.gradus.core.InterpolateOptions;
import org.gradus.core.LocalResponseNormOptions;
import org.gradus.core.kernel.SparseMatrix;
import org.gradus.core.op.Interpolation;
import org.gradus.core.op.LocalResponse;
import org.gradus.core.op.SeparableOp;
import org.gradus.core.op.Shuffles;

/** Linear maps along axes: what stretches and shrinks images, or mixes neighbours; and pixels and channels exchanged. */
final class ResamplingRows {

    private ResamplingRows() {}

    static List<OpRow> rows() {
        List<OpRow> rows = new ArrayList<>();
        separable(rows);
        InterpolateOptions to = InterpolateOptions.size(7, 3);
        InterpolateOptions by = InterpolateOptions.scaleFactor(1.5, 0.8);
        for (InterpolateMode mode : new InterpolateMode[]{InterpolateMode.NEAREST, InterpolateMode.NEAREST_EXACT,
                InterpolateMode.BILINEAR, InterpolateMode.BICUBIC, InterpolateMode.AREA}) {
            image(rows, to.withMode(mode));
            image(rows, by.withMode(mode));
        }
        for (InterpolateMode mode : new InterpolateMode[]{InterpolateMode.BILINEAR, InterpolateMode.BICUBIC}) {
            image(rows, to.withMode(mode).withAlignCorners(true));
            image(rows, to.withMode(mode).withAntialias(true));
            image(rows, by.withMode(mode).withAntialias(true));
            image(rows, by.withMode(mode).withRecomputeScaleFactor(true));
        }
        line(rows, InterpolateOptions.scaleFactor(2).withMode(InterpolateMode.LINEAR));
        line(rows, InterpolateOptions.scaleFactor(2));
        line(rows, InterpolateOptions.size(5).withMode(InterpolateMode.LINEAR).withAlignCorners(true));
        line(rows, InterpolateOptions.size(1).withMode(InterpolateMode.LINEAR).withAlignCorners(true));
        volume(rows, InterpolateOptions.size(3, 2, 5).withMode(InterpolateMode.TRILINEAR));
        volume(rows, InterpolateOptions.scaleFactor(2));
        responses(rows);
        rows.add(row("pixelShuffle", x -> Shuffles.pixelShuffle(x, 2), normal("n,8,1,3")));
        rows.add(row("pixelShuffle of one image", x -> Shuffles.pixelShuffle(x, 3), normal("9,2,1")));
        rows.add(row("pixelUnshuffle", x -> Shuffles.pixelUnshuffle(x, 2), normal("n,2,2,4")));
        rows.add(row("channelShuffle", x -> Shuffles.channelShuffle(x, 3), normal("2,6,n")));
        return rows;
    }

    /** Rows with terms and without, in order and out of it, and lines longer than vectors. */
    private static void separable(List<OpRow> rows) {
        SparseMatrix uneven = new SparseMatrix.Builder(3).add(2, 0.5).add(0, -2).endRow().endRow().add(1, 1).endRow()
                .add(1, 1).endRow().build();
        SparseMatrix every = SparseMatrix.identity(3);
        rows.add(row("separable", new SeparableOp(uneven, uneven)::apply, normal("n,3,3")).terms(4));
        rows.add(row("separable along rows", new SeparableOp(uneven, every)::apply, normal("2,3,3")).terms(2));
        rows.add(row("separable along columns", new SeparableOp(every, uneven)::apply, normal("3,3")).terms(2));
        rows.add(row("separable along nothing", new SeparableOp(every, every)::apply, normal("n,3,3")));
        var wide = new SparseMatrix.Builder(41);
        for (int i = 0; i < 67; i++) {
            for (int j = 0; j < i % 4; j++) {
                wide.add((7 * i + 3 * j) % 41, 0.25 * (j + 1));
            }
            wide.endRow();
        }
        rows.add(row("separable, scattered", new SeparableOp(uneven, wide.build())::apply, normal("2,3,41")).terms(8));
    }

    private static void image(List<OpRow> rows, InterpolateOptions options) {
        rows.add(interpolated("2,1,4,5", options).terms(16));
    }

    private static void line(List<OpRow> rows, InterpolateOptions options) {
        rows.add(interpolated("1,2,n", options).notEmpty().terms(n -> 4 + n));
    }

    private static void volume(List<OpRow> rows, InterpolateOptions options) {
        rows.add(interpolated("1,2,2,3,4", options).terms(16));
    }

    private static OpRow interpolated(String shape, InterpolateOptions options) {
        return row("interpolate [%s] %s".formatted(shape, options), x -> Interpolation.interpolate(x, options),
                normal(shape));
    }

    private static void responses(List<OpRow> rows) {
        LocalResponseNormOptions strong = LocalResponseNormOptions.size(5).withAlpha(2).withK(1.5);
        rows.add(row("localResponseNorm", x -> LocalResponse.localResponseNorm(x, strong), normal("1,7,2,2")).smooth()
                .terms(12));
        rows.add(row("localResponseNorm of few channels", x -> LocalResponse.localResponseNorm(x, strong),
                normal("2,2,n")).terms(12));
        rows.add(row("localResponseNorm of n channels",
                x -> LocalResponse.localResponseNorm(x, strong.withBeta(-0.5)), normal("1,n,2")).notEmpty().terms(12));
        rows.add(row("localResponseNorm by default",
                x -> LocalResponse.localResponseNorm(x, LocalResponseNormOptions.size(2)), normal("n,3,2")).terms(12));
    }
}
