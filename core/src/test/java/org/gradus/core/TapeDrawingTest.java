package org.gradus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;

class TapeDrawingTest {

    private static final Pattern BOX = Pattern
            .compile("<rect x=\"([-.0-9]+)\" y=\"([-.0-9]+)\" width=\"([.0-9]+)\" height=\"([.0-9]+)\"");

    /** x, y, width and height of every box, in order of recording. */
    private static List<double[]> boxes(String svg) {
        List<double[]> boxes = new ArrayList<>();
        BOX.matcher(svg).results().forEach(found -> boxes.add(new double[]{Double.parseDouble(found.group(1)),
                Double.parseDouble(found.group(2)), Double.parseDouble(found.group(3)),
                Double.parseDouble(found.group(4))}));
        return boxes;
    }

    @Test
    void operations_their_parameters_and_constants_are_written_for_graphviz() {
        var weight = new Parameter(Tensor.ones(2, 3));
        var bias = new Parameter(Tensor.ones(2));
        Tensor y = Tensor.ones(3).matmul(weight.t()).add(bias).relu();

        assertThat(TapeDrawing.of(ImmutableMap.of("w \"1\"", weight), y).dot()).isEqualTo("""
                digraph tape {
                  node [shape=box, fontname=monospace, fontsize=10]
                  n0 [label="permute → float32[3,2]\\lw \\"1\\" float32[2,3]\\l"]
                  n1 [label="matmul → float32[1,2]\\lconstant float32[1,3]\\l"]
                  n2 [label="reshape → float32[2]\\l"]
                  n3 [label="add → float32[2]\\lleaf float32[2]\\l"]
                  n4 [label="relu → float32[2]\\l"]
                  n0 -> n1
                  n1 -> n2
                  n2 -> n3
                  n3 -> n4
                }
                """);
    }

    @Test
    void an_operation_that_reads_a_result_twice_has_two_arrows() {
        Tensor x = new Parameter(Tensor.ones(2)).exp();

        assertThat(TapeDrawing.of(x.mul(x)).dot()).containsOnlyOnce("n0 -> n1\n  n0 -> n1\n")
                .contains("leaf float32[2]");
    }

    @Test
    void data_flows_down_and_boxes_never_overlap() {
        var rng = new Rng(3);
        List<Tensor> values = new ArrayList<>(List.of(new Parameter(Tensor.ones(2)).exp()));
        for (int i = 0; i < 200; i++) {
            long[] drawn = new long[2];
            rng.randint(drawn, Math.max(0, values.size() - 12), values.size());
            values.add(values.get((int) drawn[0]).mul(values.get((int) drawn[1])).add(new Parameter(Tensor.ones(2))));
        }
        Tensor[] all = values.toArray(Tensor[]::new);
        List<double[]> boxes = boxes(TapeDrawing.of(all).svg());

        assertThat(boxes).hasSize(401);
        for (TapeGraph.Arrow arrow : TapeGraph.of(ImmutableMap.of(), all).arrows()) {
            double[] from = boxes.get(arrow.from());
            assertThat(boxes.get(arrow.to())[1]).isGreaterThan(from[1] + from[3]);
        }
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = 0; j < i; j++) {
                double[] a = boxes.get(i);
                double[] b = boxes.get(j);
                boolean apart = a[0] >= b[0] + b[2] || b[0] >= a[0] + a[2] || a[1] >= b[1] + b[3]
                        || b[1] >= a[1] + a[3];
                assertThat(apart).as("boxes %s and %s", i, j).isTrue();
            }
        }
    }

    @Test
    void a_chain_is_a_straight_column() {
        Tensor x = new Parameter(Tensor.ones(2)).exp().relu().sum(0).exp();
        List<double[]> boxes = boxes(TapeDrawing.of(x).svg());

        for (double[] box : boxes) {
            assertThat(box[0] + box[2] / 2).isCloseTo(boxes.getFirst()[0] + boxes.getFirst()[2] / 2, within(0.11));
        }
    }

    @Test
    void names_are_escaped() {
        var weight = new Parameter(Tensor.ones(2));

        assertThat(TapeDrawing.of(ImmutableMap.of("a<b>&c", weight), weight.exp()).svg())
                .contains("a&lt;b&gt;&amp;c float32[2]");
    }

    @Test
    void what_was_not_recorded_or_is_too_much_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TapeDrawing.of(Tensor.ones(2).exp()))
                .withMessageContaining("nothing is recorded");
        Tensor released = new Parameter(Tensor.ones(2)).exp().sum();
        released.backward();
        assertThatIllegalArgumentException().isThrownBy(() -> TapeDrawing.of(released))
                .withMessageContaining("draw before backward lets go of it");
        Tensor sum = new Parameter(Tensor.ones(1)).exp();
        for (int i = 0; i < 5000; i++) {
            sum = sum.add(1);
        }
        Tensor much = sum;
        assertThatIllegalArgumentException().isThrownBy(() -> TapeDrawing.of(much))
                .withMessageContaining("5001 operations are more than the 5000 that can be drawn");
    }
}
