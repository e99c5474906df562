package org.gradus.core.gradcheck.table;

import static org.gradus.core.gradcheck.table.Input.normal;
import static org.gradus.core.gradcheck.table.OpRow.row;

import com.google.common.collect.ImmutableList;
import org.gradus.core.op.Dropout;
import org.gradus.core.random.Rng;

/** What drops elements and channels, the same ones at every call. */
final class DropoutRows {

    private DropoutRows() {}

    static ImmutableList<OpRow> rows() {
        return ImmutableList.of(
                row("dropout", x -> Dropout.dropout(x, 0.3, new Rng(7)), normal("n")),
                row("dropout, p = 0", x -> Dropout.dropout(x, 0, new Rng(7)).exp(), normal("n")),
                row("dropout, p = 1", x -> Dropout.dropout(x, 1, new Rng(7)), normal("n")),
                row("dropout1d", x -> Dropout.dropout1d(x, 0.3, new Rng(7)), normal("2,n,3")),
                row("dropout1d without a batch", x -> Dropout.dropout1d(x, 0.3, new Rng(7)), normal("n,3")),
                row("dropout2d", x -> Dropout.dropout2d(x, 0.3, new Rng(7)), normal("2,n,1,3")),
                row("dropout2d of [N,C,L]", x -> Dropout.dropout2d(x, 0.3, new Rng(7)), normal("n,2,3")),
                row("dropout3d", x -> Dropout.dropout3d(x, 0.3, new Rng(7)), normal("2,n,1,3,1")),
                row("dropout3d without a batch", x -> Dropout.dropout3d(x, 0.3, new Rng(7)), normal("n,1,3,1")),
                row("alphaDropout", x -> Dropout.alphaDropout(x, 0.3, new Rng(7)), normal("n")).terms(2),
                row("alphaDropout, p = 1", x -> Dropout.alphaDropout(x, 1, new Rng(7)), normal("n")),
                row("featureAlphaDropout", x -> Dropout.featureAlphaDropout(x, 0.3, new Rng(7)), normal("2,n,3"))
                        .terms(2));
    }
}
