package org.gradus.core.gradcheck.table;

import static org.gradus.core.gradcheck.table.Input.awayFromZero;
import static org.gradus.core.gradcheck.table.Input.normal;
import static org.gradus.core.gradcheck.table.Input.positive;
import static org.gradus.core.gradcheck.table.OpRow.row;
import static org.gradus.core.gradcheck.table.OpRow.rowOf;

import java.util.List;
import org.gradus.core.NormalizationOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.VarMean;
import org.gradus.core.op.Normalizations;
import org.gradus.core.op.NormalizeDotOp;
import org.gradus.core.op.NormalizeGradOp;
import org.gradus.core.op.Normalizer;

/** What is normalised group by group, over every kind of group. */
final class NormalizationRows {

    /** Large enough for values and slopes of order 1 whatever is drawn. */
    private static final NormalizationOptions SMOOTH = NormalizationOptions.DEFAULT.withEps(0.1);

    private NormalizationRows() {}

    static List<OpRow> rows() {
        return List.of(
                rowOf("normalizeGrad",
                        in -> new NormalizeGradOp(normalizer(in.get(1))).apply(in.toArray(Tensor[]::new)),
                        normal("2,3,n"), normal("2,3,n"), normal("3")).sizes(0, 2, 4, 6, 13, 207).terms(n -> 2 * n),
                row("normalizeGrad without a weight",
                        (u, x) -> new NormalizeGradOp(normalizer(x)).apply(u, x), normal("2,2,n"), normal("2,2,n"))
                        .sizes(0, 2, 4, 6, 13, 207).terms(n -> 2 * n),
                row("normalizeDot", (u, x) -> new NormalizeDotOp(normalizer(x)).apply(u, x), normal("2,3,n"),
                        normal("2,3,n")).sizes(0, 2, 4, 6, 13, 207).terms(n -> 2 * n).smooth(),
                row("batchNorm of vectors", x -> Normalizations.batchNorm(x, SMOOTH), normal("4,n")).terms(4).smooth(),
                row("batchNorm of n vectors", x -> Normalizations.batchNorm(x, SMOOTH), normal("n,3,2"))
                        .terms(n -> 2 * n),
                rowOf("batchNorm with weight and bias", in -> Normalizations.batchNorm(in.get(0), affine(SMOOTH, in)),
                        normal("2,3,n"), normal("3"), normal("3")).sizes(0, 2, 4, 6, 13, 207).terms(n -> 2 * n)
                        .smooth(),
                row("batchNorm with a weight",
                        (x, weight) -> Normalizations.batchNorm(x, SMOOTH.withWeight(weight)), normal("2,2,2,n"),
                        normal("2")).terms(n -> 4 * n),
                row("batchNorm with a bias", (x, bias) -> Normalizations.batchNorm(x, SMOOTH.withBias(bias)),
                        normal("3,2,n"), normal("2")).terms(n -> 3 * n),
                row("batchNorm of volumes", x -> Normalizations.batchNorm(x, NormalizationOptions.DEFAULT),
                        normal("2,n,2,1,3")).terms(12),
                rowOf("batchNorm with given statistics",
                        in -> Normalizations.batchNorm(in.get(0), new VarMean(Tensor.of(new double[]{1, 2, 3}).to(
                                in.get(0).dtype()), Tensor.of(new double[]{-1, 0, 1}).to(in.get(0).dtype())),
                                affine(SMOOTH, in)),
                        normal("2,3,n"), normal("3"), normal("3")).terms(n -> 2 * n).smooth(),
                row("batchNorm with given statistics alone", x -> Normalizations.batchNorm(x,
                        new VarMean(Tensor.of(new double[]{1, 2}), Tensor.of(new double[]{-1, 1})), SMOOTH),
                        normal("n,2")),
                row("batchNorm of its own batchNorm", x -> Normalizations.batchNorm(
                        Normalizations.batchNorm(x, SMOOTH).mul(x), SMOOTH), normal("4,n")).terms(8),
                rowOf("instanceNorm with weight and bias",
                        in -> Normalizations.instanceNorm(in.get(0), affine(SMOOTH, in)), normal("2,3,n,2"),
                        normal("3"), normal("3")).terms(n -> 4 * n),
                row("instanceNorm of images", x -> Normalizations.instanceNorm(x), normal("n,2,3,2")).terms(6),
                row("layerNorm of rows", x -> Normalizations.layerNorm(x, Shape.of(x.size(-1)), SMOOTH), normal("3,n"))
                        .terms(n -> n).smooth(),
                row("layerNorm of n rows", x -> Normalizations.layerNorm(x, Shape.of(5)), normal("n,5")).terms(5),
                rowOf("layerNorm of images with weight and bias",
                        in -> Normalizations.layerNorm(in.get(0), in.get(1).shape(), affine(SMOOTH, in)),
                        normal("2,3,n"), normal("3,n"), normal("3,n")).terms(n -> 3 * n).smooth(),
                row("groupNorm", x -> Normalizations.groupNorm(x, 2, SMOOTH), normal("2,4,n")).terms(n -> 2 * n),
                rowOf("groupNorm with weight and bias",
                        in -> Normalizations.groupNorm(in.get(0), 3, affine(SMOOTH, in)), normal("n,6,2"), normal("6"),
                        normal("6")).terms(n -> 2 * n + 4),
                row("groupNorm of long rows with a weight",
                        (x, weight) -> Normalizations.groupNorm(x, 1, SMOOTH.withWeight(weight)), normal("1,3,n"),
                        normal("3")).sizes(0, 2, 4, 6, 13, 207).terms(n -> 3 * n),
                row("rmsNorm of rows", x -> Normalizations.rmsNorm(x, Shape.of(x.size(-1)), SMOOTH), normal("3,n"))
                        .terms(n -> n).smooth(),
                row("rmsNorm with a weight",
                        (x, weight) -> Normalizations.rmsNorm(x, Shape.of(4), SMOOTH.withWeight(weight)),
                        normal("n,4"), positive("4")).terms(n -> n + 4),
                row("normalize", Normalizations::normalize, awayFromZero("n,3")).terms(3),
                row("normalize, order 3", x -> Normalizations.normalize(x, 3, -1), awayFromZero("2,n"))
                        .sizes(4, 6, 13, 207).terms(n -> 4 * n));
    }

    private static Normalizer normalizer(Tensor x) {
        return Normalizer.measure(x, Normalizer.Source.MOMENTS, SMOOTH.eps());
    }

    private static NormalizationOptions affine(NormalizationOptions options, List<Tensor> inputs) {
        return options.withWeight(inputs.get(1)).withBias(inputs.get(2));
    }
}
