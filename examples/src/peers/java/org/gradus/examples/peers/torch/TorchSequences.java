package org.gradus.examples.peers.torch;

import java.util.List;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Recurrent cells and layers, and attention. */
final class TorchSequences {

    private static final boolean TRAIN = true;
    private static final boolean BATCH_FIRST = false;

    private TorchSequences() {}

    static void addTo(TorchOperations table) {
        table.add("rnnTanhCell", c -> as(c, torch.rnn_tanh_cell(rows(c, 0), rows(c, 1), c.x(2), c.x(3), c.optional(4),
                c.optional(5))));
        table.add("rnnReluCell", c -> as(c, torch.rnn_relu_cell(rows(c, 0), rows(c, 1), c.x(2), c.x(3), c.optional(4),
                c.optional(5))));
        table.add("gruCell", c -> as(c, torch.gru_cell(rows(c, 0), rows(c, 1), c.x(2), c.x(3), c.optional(4),
                c.optional(5))));
        table.addMany("lstmCell", TorchSequences::lstmCell);
        table.addMany("rnnTanh", c -> both(torch.rnn_tanh(c.x(0), c.x(1), from(c, 2), c.flag("bias"),
                c.integer("layers"), 0, TRAIN, c.flag("bidirectional"), BATCH_FIRST)));
        table.addMany("rnnRelu", c -> both(torch.rnn_relu(c.x(0), c.x(1), from(c, 2), c.flag("bias"),
                c.integer("layers"), 0, TRAIN, c.flag("bidirectional"), BATCH_FIRST)));
        table.addMany("gru", c -> both(torch.gru(c.x(0), c.x(1), from(c, 2), c.flag("bias"), c.integer("layers"), 0,
                TRAIN, c.flag("bidirectional"), BATCH_FIRST)));
        table.addMany("lstm", TorchSequences::lstm);
        table.add("scaledDotProductAttention", TorchSequences::attention);
        table.add("attentionWeights", c -> softmax(c.x().div(new Scalar(Math.sqrt(c.x().size(1)))).matmul(c.y().t())));
        table.addMany("multiheadAttention", TorchSequences::multiheadAttention);
    }

    private static List<Tensor> both(T_TensorTensor_T result) {
        return List.of(result.get0(), result.get1());
    }

    /** The weights, which come last. */
    private static TensorVector from(TorchCall c, int first) {
        return new TensorVector(c.inputs().subList(first, c.inputs().size()).toArray(Tensor[]::new));
    }

    private static List<Tensor> lstmCell(TorchCall c) {
        var state = new TensorVector(rows(c, 1), rows(c, 2));
        T_TensorTensor_T next = torch.lstm_cell(rows(c, 0), state, c.x(3), c.x(4), c.optional(5), c.optional(6));
        return List.of(as(c, next.get0()), as(c, next.get1()));
    }

    /** In C++ a single row is a batch of one. */
    private static Tensor rows(TorchCall c, int index) {
        return c.x().dim() == 1 ? c.x(index).unsqueeze(0) : c.x(index);
    }

    private static Tensor as(TorchCall c, Tensor result) {
        return c.x().dim() == 1 ? result.squeeze(0) : result;
    }

    private static List<Tensor> lstm(TorchCall c) {
        T_TensorTensorTensor_T result = torch.lstm(c.x(0), new TensorVector(c.x(1), c.x(2)), from(c, 3),
                c.flag("bias"), c.integer("layers"), 0, TRAIN, c.flag("bidirectional"), BATCH_FIRST);
        return List.of(result.get0(), result.get1(), result.get2());
    }

    private static Tensor attention(TorchCall c) {
        boolean causal = c.attributes().text("mask").equals("causal");
        TensorOptional mask = c.optional(3);
        boolean grouped = false;
        return torch.scaled_dot_product_attention(c.x(0), c.x(1), c.x(2), mask, 0, causal,
                new DoubleOptional(c.real("scale")), grouped);
    }

    private static Tensor softmax(Tensor scores) {
        return torch.softmax(scores, -1);
    }

    /** As Python composes it. */
    private static List<Tensor> multiheadAttention(TorchCall c) {
        long features = c.x().size(2);
        long heads = c.integer("heads");
        Tensor[] projected = new Tensor[3];
        for (int i = 0; i < 3; i++) {
            Tensor weight = c.x(3).narrow(0, i * features, features);
            Tensor bias = c.x(4).narrow(0, i * features, features);
            projected[i] = c.x(i).matmul(weight.t()).add(bias)
                    .reshape(c.x(i).size(0), c.x(i).size(1), heads, features / heads).permute(1, 2, 0, 3);
        }
        Tensor scores = projected[0].div(new Scalar(Math.sqrt((double) features / heads)))
                .matmul(projected[1].transpose(-2, -1));
        Tensor padding = c.x(7).unsqueeze(1).unsqueeze(1);
        Tensor weights = softmax(scores.masked_fill(padding, new Scalar(Double.NEGATIVE_INFINITY)));
        Tensor merged = weights.matmul(projected[2]).permute(2, 0, 1, 3)
                .reshape(c.x().size(0), c.x().size(1), features);
        return List.of(merged.matmul(c.x(5).t()).add(c.x(6)), weights.mean(1));
    }
}
