package org.gradus.examples.peers.check;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.gradus.core.AttentionOptions;
import org.gradus.core.DType;
import org.gradus.core.LstmOutput;
import org.gradus.core.LstmState;
import org.gradus.core.RecurrentOutput;
import org.gradus.core.RecurrentStack;
import org.gradus.core.RecurrentWeights;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.op.Attention;
import org.gradus.core.op.Recurrent;
import org.gradus.layers.Attended;
import org.gradus.layers.AttentionRequest;
import org.gradus.layers.MultiheadAttention;

/** Recurrent cells and layers, by inputs, states and weights, and attention. */
final class Sequences {

    private static final Domain SMALL = Domain.of(-1, 1);

    private Sequences() {}

    static void addTo(Operations table) {
        table.add("rnnTanhCell", cell(1), c -> Recurrent.rnnTanhCell(c.x(0), c.x(1), weights(c, 2, false)));
        table.add("rnnReluCell", cell(1), c -> Recurrent.rnnReluCell(c.x(0), c.x(1), weights(c, 2, false)));
        table.add("gruCell", cell(3), c -> Recurrent.gruCell(c.x(0), c.x(1), weights(c, 2, false)));
        table.addMany("lstmCell", cell(4), c -> {
            LstmState next = Recurrent.lstmCell(c.x(0), new LstmState(c.x(1), c.x(2)), weights(c, 3, false));
            return List.of(next.hidden(), next.cell());
        });
        table.addMany("rnnTanh", layers(1), c -> all(Recurrent.rnnTanh(c.x(0), c.x(1), stack(c, 2))));
        table.addMany("rnnRelu", layers(1), c -> all(Recurrent.rnnRelu(c.x(0), c.x(1), stack(c, 2))));
        table.addMany("gru", layers(3), c -> all(Recurrent.gru(c.x(0), c.x(1), stack(c, 2))));
        table.addMany("lstm", layers(4), c -> {
            LstmOutput result = Recurrent.lstm(c.x(0), new LstmState(c.x(1), c.x(2)), stack(c, 3));
            return List.of(result.output(), result.state().hidden(), result.state().cell());
        });
        table.add("scaledDotProductAttention", attention(), c -> Attention.scaledDotProductAttention(c.x(0), c.x(1),
                c.x(2), options(c)));
        table.add("attentionWeights", draw -> {
            int features = draw.size(8);
            draw.input(draw.numbers(Shape.of(draw.size(9), features), Domain.ANY));
            draw.input(draw.numbers(Shape.of(draw.size(9), features), Domain.ANY)).terms(features);
        }, c -> Attention.attentionWeights(c.x(0), c.x(1), AttentionOptions.DEFAULT));
        table.addMany("multiheadAttention", heads(), Sequences::heads);
    }

    private static List<Tensor> all(RecurrentOutput result) {
        return List.of(result.output(), result.hidden());
    }

    /** A step of a batch, or of a single row. */
    private static Consumer<Draw> cell(int gates) {
        return draw -> {
            int input = draw.size(8);
            int hidden = draw.size(8);
            int batch = draw.size(8);
            boolean single = draw.chance(0.2);
            draw.input(draw.numbers(single ? Shape.of(input) : Shape.of(batch, input), Domain.ANY));
            for (int state = 0; state < (gates == 4 ? 2 : 1); state++) {
                draw.input(draw.numbers(single ? Shape.of(hidden) : Shape.of(batch, hidden), SMALL));
            }
            boolean bias = draw.chance(0.7);
            weights(draw, new Sizes(gates * hidden, input, hidden, hidden), bias);
            draw.with("bias", bias).terms((long) (input + hidden) * batch);
        };
    }

    /** A sequence of a few steps, through one to three layers. */
    private static Consumer<Draw> layers(int gates) {
        return draw -> {
            int steps = draw.between(1, 5);
            int batch = draw.between(1, 3);
            int input = draw.size(5);
            int hidden = draw.between(1, 5);
            int layers = draw.between(1, 3);
            int directions = draw.between(1, 2);
            boolean bias = draw.chance(0.7);
            boolean projected = gates == 4 && hidden > 1 && draw.chance(0.3);
            int recurrent = projected ? draw.between(1, hidden - 1) : hidden;
            draw.input(draw.numbers(Shape.of(steps, batch, input), Domain.ANY));
            draw.input(draw.numbers(Shape.of(layers * directions, batch, recurrent), SMALL));
            if (gates == 4) {
                draw.input(draw.numbers(Shape.of(layers * directions, batch, hidden), SMALL));
            }
            for (int i = 0; i < layers * directions; i++) {
                int features = i < directions ? input : directions * recurrent;
                weights(draw, new Sizes(gates * hidden, features, recurrent, hidden), bias);
            }
            draw.with("layers", layers).with("bidirectional", directions == 2).with("bias", bias)
                    .with("projected", projected).terms(16L * steps * layers * batch * (input + 2 * hidden));
        };
    }

    private record Sizes(int rows, int input, int recurrent, int hidden) {}

    private static void weights(Draw draw, Sizes sizes, boolean bias) {
        draw.input(draw.numbers(Shape.of(sizes.rows(), sizes.input()), SMALL));
        draw.input(draw.numbers(Shape.of(sizes.rows(), sizes.recurrent()), SMALL));
        if (bias) {
            draw.input(draw.numbers(Shape.of(sizes.rows()), SMALL)).input(draw.numbers(Shape.of(sizes.rows()), SMALL));
        }
        if (sizes.recurrent() != sizes.hidden()) {
            draw.input(draw.numbers(Shape.of(sizes.recurrent(), sizes.hidden()), SMALL));
        }
    }

    /** The weights of a cell from an operand on. */
    private static RecurrentWeights weights(Operands c, int first, boolean projected) {
        boolean bias = c.flag("bias");
        var weights = RecurrentWeights.of(c.x(first), c.x(first + 1));
        return weights.withBias(bias ? c.x(first + 2) : null, bias ? c.x(first + 3) : null)
                .withProjection(projected ? c.x(first + (bias ? 4 : 2)) : null);
    }

    private static RecurrentStack stack(Operands c, int first) {
        boolean projected = c.flag("projected");
        int each = 2 + (c.flag("bias") ? 2 : 0) + (projected ? 1 : 0);
        List<RecurrentWeights> weights = new ArrayList<>();
        for (int i = first; i < c.inputs().size(); i += each) {
            weights.add(weights(c, i, projected));
        }
        return new RecurrentStack(ImmutableList.copyOf(weights), c.flag("bidirectional"), 0);
    }

    /** Queries, keys, values of matrices or of batches, and perhaps a mask, or a causal one. */
    private static Consumer<Draw> attention() {
        return draw -> {
            int[] batch = draw.choice(new int[]{}, new int[]{3}, new int[]{2, 3});
            int queries = draw.size(9);
            int keys = draw.size(9);
            int features = draw.size(8);
            draw.input(draw.numbers(matrices(batch, queries, features), Domain.ANY));
            draw.input(draw.numbers(matrices(batch, keys, features), Domain.ANY));
            draw.input(draw.numbers(matrices(batch, keys, draw.size(8)), Domain.ANY));
            String mask = draw.choice("none", "causal", "truths", "numbers");
            if (mask.equals("truths")) {
                draw.input(draw.truths(Shape.of(queries, keys)));
            } else if (mask.equals("numbers")) {
                draw.input(draw.numbers(Shape.of(queries, keys), Domain.ANY));
            }
            draw.with("mask", mask).with("scale", draw.chance(0.5) ? 1 / Math.sqrt(features) : 0.375)
                    .terms(4L * keys * features);
        };
    }

    private static Shape matrices(int[] batch, int rows, int columns) {
        int[] sizes = Arrays.copyOf(batch, batch.length + 2);
        sizes[batch.length] = rows;
        sizes[batch.length + 1] = columns;
        return Shape.of(sizes);
    }

    private static AttentionOptions options(Operands c) {
        var options = AttentionOptions.DEFAULT.withScale(c.real("scale"));
        return c.attributes().text("mask").equals("causal")
                ? options.withCausal(true)
                : options.withMask(c.inputs().size() > 3 ? c.x(3) : null);
    }

    /** Queries, keys and values, the module's weights as constants, and padding, of which the first key is none. */
    private static Consumer<Draw> heads() {
        return draw -> {
            int heads = draw.between(1, 3);
            int features = heads * draw.between(1, 3);
            int batch = draw.between(1, 3);
            int keys = draw.size(7);
            draw.input(draw.numbers(Shape.of(draw.size(7), batch, features), Domain.ANY));
            draw.input(draw.numbers(Shape.of(keys, batch, features), Domain.ANY));
            draw.input(draw.numbers(Shape.of(keys, batch, features), Domain.ANY));
            draw.constant(draw.numbers(Shape.of(3 * features, features), SMALL));
            draw.constant(draw.numbers(Shape.of(3 * features), SMALL));
            draw.constant(draw.numbers(Shape.of(features, features), SMALL));
            draw.constant(draw.numbers(Shape.of(features), SMALL));
            boolean[] padding = draw.truths(Shape.of(batch, keys)).toBooleanArray();
            for (int n = 0; n < batch; n++) {
                padding[n * keys] = false;
            }
            draw.constant(Tensor.wrap(padding, Shape.of(batch, keys)));
            draw.with("heads", heads).terms(16L * features * features * keys);
        };
    }

    private static List<Tensor> heads(Operands c) {
        DType dtype = c.x().dtype();
        var module = new MultiheadAttention(c.x().size(2), c.integer("heads"));
        module.to(dtype);
        module.loadStateDict(Map.of("in_proj_weight", c.x(3), "in_proj_bias", c.x(4), "out_proj.weight", c.x(5),
                "out_proj.bias", c.x(6)));
        Attended attended = module.forward(c.x(0), c.x(1), c.x(2),
                AttentionRequest.DEFAULT.withKeyPaddingMask(c.x(7)));
        return List.of(attended.output(), attended.weights());
    }
}
