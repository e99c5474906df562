package org.gradus.core.gradcheck.table;

import static org.gradus.core.gradcheck.table.Input.between;
import static org.gradus.core.gradcheck.table.Input.labels;
import static org.gradus.core.gradcheck.table.Input.normal;
import static org.gradus.core.gradcheck.table.Input.positive;
import static org.gradus.core.gradcheck.table.OpRow.row;
import static org.gradus.core.gradcheck.table.OpRow.rowOf;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.CrossEntropyOptions;
import org.gradus.core.MultiMarginOptions;
import org.gradus.core.NllLossOptions;
import org.gradus.core.Reduction;
import org.gradus.core.Tensor;
import org.gradus.core.op.ClassLosses;
import org.gradus.core.op.MarginLosses;

/** Losses of class scores, in every reduction, for one label a row, a line and a plane, weighted, smoothed and ignored. */
final class ClassLossRows {

    private ClassLossRows() {}

    static List<OpRow> rows() {
        List<OpRow> rows = new ArrayList<>();
        String[][] shapes = {{"n,5", "n"}, {"3,5,n", "3,n"}, {"2,5,3,n", "2,3,n"}};
        for (Reduction reduction : Reduction.values()) {
            for (String[] shape : shapes) {
                String what = ", %s [%s]".formatted(reduction, shape[0]);
                rows.add(row("crossEntropy" + what, (x, labels) -> ClassLosses.crossEntropy(x, labels, reduction),
                        normal(shape[0]), labels(5, shape[1])).notEmpty().terms(n -> 6 * n + 5));
                rows.add(row("nllLoss" + what, (x, labels) -> ClassLosses.nllLoss(x, labels, reduction),
                        normal(shape[0]), labels(5, shape[1])).notEmpty().terms(n -> 6 * n));
            }
            rows.addAll(weighted(reduction, shapes[0]));
            rows.addAll(margins(reduction));
        }
        rows.addAll(weighted(Reduction.NONE, shapes[1]));
        rows.addAll(weighted(Reduction.NONE, shapes[2]));
        rows.add(row("crossEntropy, n classes", (x, labels) -> ClassLosses.crossEntropy(x, labels), normal("3,n"),
                labels(1, "3")).notEmpty().terms(n -> n));
        rows.add(row("crossEntropy, one row", (x, labels) -> ClassLosses.crossEntropy(x, labels, Reduction.NONE),
                normal("1,5"),
                labels(5, "1")).terms(5));
        rows.add(row("crossEntropy, unbatched", (x, label) -> ClassLosses.crossEntropy(x, label), normal("n"),
                labels(1, "")).notEmpty().terms(n -> n).smooth());
        rows.add(row("crossEntropy of probabilities, unbatched", (x, t) -> ClassLosses.crossEntropy(x, t), normal("n"),
                positive("n")).notEmpty().terms(n -> n).smooth());
        rows.add(row("nllLoss, unbatched", (x, label) -> ClassLosses.nllLoss(x, label, Reduction.NONE), normal("n"),
                labels(1, "")).notEmpty());
        rows.add(row("nllLoss of logSoftmax", (x, labels) -> ClassLosses.nllLoss(x.logSoftmax(1), labels),
                normal("n,5"), labels(5, "n")).notEmpty().terms(n -> n + 5));
        return rows;
    }

    /** Label 4 is ignored. Of rows of one class alone, what a mean is divided by would cancel its weight. */
    private static List<OpRow> weighted(Reduction reduction, String[] shape) {
        String what = ", %s [%s]".formatted(reduction, shape[0]);
        var entropy = CrossEntropyOptions.DEFAULT.withReduction(reduction).withIgnoreIndex(4);
        var likelihood = NllLossOptions.DEFAULT.withReduction(reduction).withIgnoreIndex(4);
        var soft = CrossEntropyOptions.DEFAULT.withReduction(reduction).withLabelSmoothing(0.2);
        Input scores = normal(shape[0]);
        Input labels = labels(4, shape[1]);
        Input weight = positive("5");
        return List.of(
                rowOf("crossEntropy, weighted" + what,
                        in -> ClassLosses.crossEntropy(in.get(0), someIgnored(in.get(1)),
                                entropy.withWeight(in.get(2))),
                        scores, labels, weight).sizes(4, 6, 13, 207).terms(n -> 6 * n + 5),
                rowOf("crossEntropy, smoothed" + what,
                        in -> ClassLosses.crossEntropy(in.get(0), someIgnored(in.get(1)),
                                entropy.withLabelSmoothing(0.1)),
                        scores, labels).notEmpty().terms(n -> 6 * n + 5),
                rowOf("crossEntropy, weighted and smoothed" + what,
                        in -> ClassLosses.crossEntropy(in.get(0), someIgnored(in.get(1)),
                                entropy.withLabelSmoothing(0.1).withWeight(in.get(2))),
                        scores, labels, weight).sizes(4, 6, 13, 207).terms(n -> 30 * n),
                rowOf("crossEntropy of probabilities" + what,
                        in -> ClassLosses.crossEntropy(in.get(0), in.get(1), soft.withWeight(in.get(2))), scores,
                        between(0, 1, shape[0]), weight).notEmpty().terms(n -> 30 * n),
                rowOf("nllLoss, weighted" + what,
                        in -> ClassLosses.nllLoss(in.get(0), someIgnored(in.get(1)), likelihood.withWeight(in.get(2))),
                        scores, labels, weight).sizes(4, 6, 13, 207).terms(n -> 6 * n));
    }

    /** Every third label, from the second, becomes 4; the first becomes 0, and every third after it does not stay 0. */
    private static Tensor someIgnored(Tensor labels) {
        long[] values = labels.toLongArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (i % 3) {
                case 0 -> i == 0 ? 0 : values[i];
                case 1 -> 4;
                default -> 1 + values[i] % 3;
            };
        }
        return Tensor.wrap(values, labels.shape());
    }

    private static List<OpRow> margins(Reduction reduction) {
        var options = MultiMarginOptions.DEFAULT.withReduction(reduction).withMargin(0.3);
        List<OpRow> rows = new ArrayList<>();
        for (int p : new int[]{1, 2}) {
            rows.add(rowOf("multiMarginLoss of power %s, %s".formatted(p, reduction),
                    in -> MarginLosses.multiMarginLoss(in.get(0), in.get(1), options.withP(p).withWeight(in.get(2))),
                    normal("n,5"), labels(5, "n"), positive("5")).notEmpty().terms(n -> 6 * n + 5));
        }
        rows.add(row("multiMarginLoss, unbatched, " + reduction,
                (x, label) -> MarginLosses.multiMarginLoss(x, label, options), normal("n"), labels(1, "")).notEmpty()
                .terms(n -> n));
        rows.add(row("multilabelMarginLoss, " + reduction,
                (x, labels) -> MarginLosses.multilabelMarginLoss(x, labels.sub(1), reduction), normal("n,5"),
                labels(6, "n,5")).notEmpty().terms(n -> 25 * n));
        rows.add(row("multilabelMarginLoss, unbatched, " + reduction,
                (x, labels) -> MarginLosses.multilabelMarginLoss(x, labels, reduction), normal("n"), labels(1, "n"))
                .notEmpty().terms(n -> n * n));
        return rows;
    }
}
