package org.gradus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableMap;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.gradus.core.op.ClassLosses;
import org.gradus.core.op.ConvOp;
import org.gradus.core.op.MaxPool2dOp;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class TapeDrawingTest {

    private static final Pattern BOX = Pattern
            .compile("<rect x=\"([-.0-9]+)\" y=\"([-.0-9]+)\" width=\"([.0-9]+)\" height=\"([.0-9]+)\"");

    private static final Pattern ARROW = Pattern
            .compile("<path(?: marker-end=\"[^\"]*\")? d=\"M([-.0-9]+) ([-.0-9]+)([^\"]*)\"");
    private static final Pattern PIECE = Pattern.compile("([VC])([-. 0-9]+)");

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
                  node [shape=box, style=filled, fontname=monospace, fontsize=10]
                  n0 [label="permute → float32[3,2]\\lw \\"1\\" float32[2,3]\\l", fillcolor="#f6f8fa"]
                  n1 [label="matmul → float32[1,2]\\lconstant float32[1,3]\\l", fillcolor="#ddf4ff"]
                  n2 [label="reshape → float32[2]\\l", fillcolor="#f6f8fa"]
                  n3 [label="add → float32[2]\\lleaf float32[2]\\l", fillcolor="#dafbe1"]
                  n4 [label="relu → float32[2]\\l", fillcolor="#dafbe1"]
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

    /** A sum of a result and 4,899 functions of it, each added to what came before. */
    private static Tensor allReadingTheFirst() {
        Tensor first = new Parameter(Tensor.ones(1)).exp();
        Tensor sum = first;
        for (int i = 0; i < 4_899; i++) {
            sum = sum.mul(first);
        }
        return sum;
    }

    @Test
    void many_operations_that_read_the_first_result_make_a_picture_in_proportion_to_their_number() {
        String svg = TapeDrawing.of(allReadingTheFirst()).svg();

        assertThat(boxes(svg)).hasSize(4_900);
        assertThat(svg.length()).isLessThan(4_900 * 800);
    }

    @Test
    void results_that_are_all_read_much_later_make_a_picture_in_proportion_to_their_number() {
        List<Tensor> values = new ArrayList<>(List.of(new Parameter(Tensor.ones(1)).exp()));
        for (int i = 1; i < 2_400; i++) {
            values.add(values.getLast().exp());
        }
        Tensor end = values.getLast();
        for (Tensor value : values) {
            end = end.mul(value);
        }
        String svg = TapeDrawing.of(end).svg();

        assertThat(boxes(svg)).hasSize(4_800);
        assertThat(svg.length()).isLessThan(4_800 * 800);
    }

    /** The rectangles, x, y, width and height, within which the pieces of all arrows stay. */
    private static List<double[]> pieces(String svg) {
        List<double[]> pieces = new ArrayList<>();
        ARROW.matcher(svg).results().forEach(arrow -> {
            double x = Double.parseDouble(arrow.group(1));
            double y = Double.parseDouble(arrow.group(2));
            for (MatchResult piece : PIECE.matcher(arrow.group(3)).results().toList()) {
                double[] to = Stream.of(piece.group(2).split(" ")).mapToDouble(Double::parseDouble).toArray();
                double toX = piece.group(1).equals("V") ? x : to[4];
                double toY = to[to.length - 1];
                pieces.add(new double[]{Math.min(x, toX), Math.min(y, toY), Math.abs(x - toX), Math.abs(y - toY)});
                x = toX;
                y = toY;
            }
        });
        return pieces;
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 150})
    void arrows_cross_no_box_however_far_they_go(int reach) {
        var rng = new Rng(5);
        List<Tensor> values = new ArrayList<>(List.of(new Parameter(Tensor.ones(2)).exp()));
        for (int i = 0; i < 150; i++) {
            long[] drawn = new long[2];
            rng.randint(drawn, Math.max(0, values.size() - reach), values.size());
            Tensor sum = values.get((int) drawn[0]).add(values.get((int) drawn[1]));
            values.add(i % 3 == 0 ? sum.mul(new Parameter(Tensor.ones(2))) : sum);
        }
        String svg = TapeDrawing.of(values.toArray(Tensor[]::new)).svg();

        assertThat(pieces(svg)).hasSizeGreaterThan(300);
        double rounding = 0.11;
        for (double[] box : boxes(svg)) {
            assertThat(pieces(svg)).noneMatch(piece -> piece[0] < box[0] + box[2] - rounding
                    && box[0] + rounding < piece[0] + piece[2] && piece[1] < box[1] + box[3] - rounding
                    && box[1] + rounding < piece[1] + piece[3]);
        }
    }

    @Test
    void arrows_over_many_layers_share_lanes_beside_all_boxes() {
        Tensor first = new Parameter(Tensor.ones(1)).exp();
        Tensor second = first.sigmoid();
        Tensor end = second;
        for (int i = 0; i < 40; i++) {
            end = end.exp();
        }
        String svg = TapeDrawing.of(end.mul(second).mul(first).mul(first)).svg();
        double right = boxes(svg).stream().mapToDouble(box -> box[0] + box[2]).max().orElseThrow();

        // one arrow down the second's lane, two down the first's
        List<Double> lanes = pieces(svg).stream().filter(piece -> piece[2] == 0 && piece[0] > right)
                .map(piece -> piece[0]).toList();
        assertThat(lanes).hasSize(3);
        assertThat(lanes.stream().distinct()).hasSize(2);
    }

    @Test
    void control_characters_in_names_are_shown_as_pictures_of_them() throws Exception {
        var weight = new Parameter(Tensor.ones(2));
        var drawing = TapeDrawing.of(ImmutableMap.of("a\nb\u0000\u001b\u007f\u0085\u2028\ud800\uffff", weight),
                weight.exp());

        assertThat(drawing.dot()).contains("a␊b␀␛␡���� float32[2]\\l");
        assertThat(drawing.svg()).contains(">a␊b␀␛␡���� float32[2]<");
        assertThat(DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(drawing.svg()))).getDocumentElement().getTagName())
                .isEqualTo("svg");
    }

    @Test
    void boxes_are_wide_enough_for_wide_characters() {
        var weight = new Parameter(Tensor.ones(2));
        double[] widths = Stream.of("wwwwwwwwwwwwwwwwwwww", "権権権権権権権権権権", "한한한한한한한한한한", "😀😀😀😀😀😀😀😀😀😀",
                "e\u0301".repeat(20))
                .mapToDouble(
                        name -> boxes(TapeDrawing.of(ImmutableMap.of(name, weight), weight.exp()).svg()).getFirst()[2])
                .toArray();

        // 20 columns each, and " float32[2]"
        assertThat(widths).containsOnly(widths[0]).contains(Math.round(10 * (31 * 7.3 + 16)) / 10.0);
    }

    @Test
    void boxes_are_coloured_by_what_their_operations_do() {
        Tensor image = new Parameter(Tensor.ones(1, 1, 4, 4));
        Tensor maps = ConvOp.conv2d(image, Tensor.ones(2, 1, 1, 1)).relu();
        Tensor scores = MaxPool2dOp.maxPool2d(maps, MaxPoolOptions.kernel(2)).flatten(1);
        Tensor loss = ClassLosses.crossEntropy(scores, Tensor.of(new long[]{3}));
        String svg = TapeDrawing.of(loss).svg();

        assertThat(svg.lines().filter(line -> line.startsWith("<rect"))
                .map(line -> line.replaceAll(".*class=\"|\"/>", "")))
                .containsExactly("product", "elementwise", "pool", "movement", "reduction", "reduction",
                        "elementwise");
        assertThat(svg).contains("<tspan class=\"pool\">■</tspan> pool</text>").doesNotContain("tspan class=\"other");
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
