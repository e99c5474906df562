package org.gradus.core.gradcheck.table;

import static org.gradus.core.gradcheck.table.Input.labels;
import static org.gradus.core.gradcheck.table.Input.normal;
import static org.gradus.core.gradcheck.table.OpRow.rowOf;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.AttentionOptions;
import org.gradus.core.LstmOutput;
import org.gradus.core.LstmState;
import org.gradus.core.RecurrentOutput;
import org.gradus.core.RecurrentStack;
import org.gradus.core.RecurrentWeights;
import org.gradus.core.Tensor;
import org.gradus.core.op.Attention;
import org.gradus.core.op.ConcatOp;
import org.gradus.core.op.Recurrent;

/** Recurrent cells and layers, and attention: compositions of many ops, by all that goes in. */
final class SequenceRows {

    private static final int[] SIZES = {1, 4, 13};

    private SequenceRows() {}

    static List<OpRow> rows() {
        List<OpRow> rows = new ArrayList<>(List.of(
                rowOf("rnnTanhCell", in -> Recurrent.rnnTanhCell(in.get(0), in.get(1), weights(in, 2)), normal("n,3"),
                        normal("n,2"), normal("2,3"), normal("2,2"), normal("2"), normal("2")).terms(n -> n + 8)
                        .sizes(SIZES).smooth(),
                rowOf("gruCell", in -> Recurrent.gruCell(in.get(0), in.get(1), weights(in, 2)), normal("n,3"),
                        normal("n,2"), normal("6,3"), normal("6,2"), normal("6"), normal("6")).terms(n -> n + 12)
                        .sizes(SIZES),
                rowOf("lstmCell", in -> joined(Recurrent.lstmCell(in.get(0), new LstmState(in.get(1), in.get(2)),
                        weights(in, 3).withProjection(in.get(7)))), normal("n,3"), normal("n,1"), normal("n,2"),
                        normal("8,3"), normal("8,1"), normal("8"), normal("8"), normal("1,2")).terms(n -> n + 16)
                        .sizes(SIZES),
                rowOf("gru, two layers", SequenceRows::gru, normal("3,n,2"), normal("2,n,2"), normal("6,2"),
                        normal("6,2"), normal("6,2"), normal("6,2")).terms(n -> 9 * n + 36).sizes(1, 4),
                rowOf("lstm, both ways", SequenceRows::lstm, normal("3,n,2"), normal("2,n,1"), normal("2,n,1"),
                        normal("4,2"), normal("4,1"), normal("4,2"), normal("4,1")).terms(n -> 9 * n + 36)
                        .sizes(1, 4)));
        rows.addAll(attention());
        return rows;
    }

    private static List<OpRow> attention() {
        var plain = AttentionOptions.DEFAULT;
        return List.of(
                rowOf("scaledDotProductAttention",
                        in -> Attention.scaledDotProductAttention(in.get(0), in.get(1), in.get(2)), normal("2,n,3"),
                        normal("2,4,3"), normal("2,4,2")).terms(n -> n + 16),
                rowOf("scaledDotProductAttention, causal and scaled",
                        in -> Attention.scaledDotProductAttention(in.get(0), in.get(1), in.get(2),
                                plain.withCausal(true).withScale(0.3)),
                        normal("2,n,3"), normal("2,n,3"), normal("2,n,2")).terms(n -> 2 * n + 16).sizes(1, 4, 13),
                rowOf("scaledDotProductAttention, masked",
                        in -> Attention.scaledDotProductAttention(in.get(0), in.get(1), in.get(2),
                                plain.withMask(in.get(3).eq(1))),
                        normal("n,3"), normal("2,4,3"), normal("2,4,2"), labels(2, "2,n,4")).terms(n -> n + 16),
                rowOf("scaledDotProductAttention, numbers added",
                        in -> Attention.scaledDotProductAttention(in.get(0), in.get(1), in.get(2),
                                plain.withMask(in.get(3))),
                        normal("n,3"), normal("2,4,3"), normal("4,2"), normal("n,4")).terms(n -> 2 * n + 16));
    }

    private static RecurrentWeights weights(List<Tensor> in, int first) {
        return RecurrentWeights.of(in.get(first), in.get(first + 1)).withBias(in.get(first + 2), in.get(first + 3));
    }

    private static Tensor gru(List<Tensor> in) {
        RecurrentOutput result = Recurrent.gru(in.get(0), in.get(1), RecurrentStack.of(
                RecurrentWeights.of(in.get(2), in.get(3)), RecurrentWeights.of(in.get(4), in.get(5))));
        return ConcatOp.concat(List.of(result.output(), result.hidden()), 0);
    }

    private static Tensor lstm(List<Tensor> in) {
        LstmOutput result = Recurrent.lstm(in.get(0), new LstmState(in.get(1), in.get(2)), RecurrentStack.of(
                RecurrentWeights.of(in.get(3), in.get(4)), RecurrentWeights.of(in.get(5), in.get(6)))
                .withBidirectional(true));
        return ConcatOp.concat(List.of(result.output(), ConcatOp.concat(List.of(result.state().hidden(),
                result.state().cell()), -1)), 0);
    }

    private static Tensor joined(LstmState state) {
        return ConcatOp.concat(List.of(state.hidden(), state.cell()), -1);
    }
}
