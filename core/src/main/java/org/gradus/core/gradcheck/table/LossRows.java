package org.gradus.core.gradcheck.table;

import static org.gradus.core.gradcheck.table.Input.labels;
import static org.gradus.core.gradcheck.table.Input.normal;
import static org.gradus.core.gradcheck.table.OpRow.row;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.Reduction;
import org.gradus.core.op.Losses;

/** Losses of class scores, in every reduction, for one label a row, a line and a plane. */
final class LossRows {

    private LossRows() {}

    static List<OpRow> rows() {
        List<OpRow> rows = new ArrayList<>();
        String[][] shapes = {{"n,5", "n"}, {"3,5,n", "3,n"}, {"2,5,3,n", "2,3,n"}};
        for (Reduction reduction : Reduction.values()) {
            for (String[] shape : shapes) {
                String what = ", %s [%s]".formatted(reduction, shape[0]);
                rows.add(row("crossEntropy" + what, (x, labels) -> Losses.crossEntropy(x, labels, reduction),
                        normal(shape[0]), labels(5, shape[1])).notEmpty().terms(n -> 6 * n + 5));
                rows.add(row("nllLoss" + what, (x, labels) -> Losses.nllLoss(x, labels, reduction), normal(shape[0]),
                        labels(5, shape[1])).notEmpty().terms(n -> 6 * n));
            }
        }
        rows.add(row("crossEntropy, n classes", (x, labels) -> Losses.crossEntropy(x, labels), normal("3,n"),
                labels(1, "3")).notEmpty().terms(n -> n));
        rows.add(row("crossEntropy, one row", (x, labels) -> Losses.crossEntropy(x, labels, Reduction.NONE),
                normal("1,5"),
                labels(5, "1")).terms(5));
        rows.add(row("nllLoss of logSoftmax", (x, labels) -> Losses.nllLoss(x.logSoftmax(1), labels), normal("n,5"),
                labels(5, "n")).notEmpty().terms(n -> n + 5));
        return rows;
    }
}
