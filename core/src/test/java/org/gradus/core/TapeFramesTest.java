package org.gradus.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Joiner;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableMap;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class TapeFramesTest {

    private static final String AREA = "x=\"([-.0-9]+)\" y=\"([-.0-9]+)\" width=\"([.0-9]+)\" height=\"([.0-9]+)\"";
    private static final Pattern BOX = Pattern.compile("<rect " + AREA);
    private static final Pattern FRAME = Pattern.compile("<rect class=\"frame\" " + AREA);
    private static final Pattern LINE = Pattern.compile("<path(?: marker-end=\"[^\"]*\")? d=\"(M[-.0-9]+ [^L\"]*)\"");
    private static final Pattern NUMBER = Pattern.compile("([MVC ])(-?[.0-9]+)");

    /** What {@link TapePart} makes of names, a frame as its label and its parts in parentheses. */
    private static String framed(String... names) {
        return shown(TapePart.framed(List.of(names)).parts());
    }

    private static String shown(List<TapePart> parts) {
        return parts.stream().map(part -> switch (part) {
            case TapePart.Single single -> single.box() + (single.label().isEmpty() ? "" : ":" + single.label());
            case TapePart.Frame frame -> frame.label() + "(" + shown(frame.parts()) + ")";
        }).collect(Collectors.joining(" "));
    }

    @Test
    void operations_of_a_part_are_in_a_frame_and_a_single_one_has_its_name() {
        assertThat(framed("conv", "bn", "bn", "", "fc", "fc")).isEqualTo("0:conv bn(1 2) 3 fc(4 5)");
    }

    @Test
    void frames_are_within_each_other_as_dots_say() {
        assertThat(framed("l.0.a", "l.0.a", "l.0.b", "l.0", "l.1.a", "l.1.a"))
                .isEqualTo("l(l.0(l.0.a(0 1) 2:l.0.b 3) l.1.a(4 5))");
    }

    @Test
    void a_frame_around_nothing_but_another_is_none() {
        assertThat(framed("a.b.c", "a.b.c")).isEqualTo("a.b.c(0 1)");
        assertThat(framed("a.b.c", "a")).isEqualTo("a(0:a.b.c 1)");
    }

    @Test
    void a_part_that_is_left_and_entered_again_has_two_frames() {
        assertThat(framed("a", "a", "b", "a", "a", "ab")).isEqualTo("a(0 1) 2:b a(3 4) 5:ab");
    }

    @Test
    void there_are_at_most_eight_levels() {
        String deep = Strings.repeat("x.", 100);

        assertThat(framed(deep + "a", deep + "b", "x")).isEqualTo(
                "x(x.x.x.x.x.x.x(0:%1$sa 1:%1$sb) 2)".formatted(deep));
    }

    @Test
    void frames_are_clusters_for_graphviz() {
        var weight = new Parameter(Tensor.ones(2));
        Tensor y = weight.exp().sin().relu();
        String[] names = {"a \"1\"\n\\", "a \"1\"\n\\", "b"};

        assertThat(TapeDrawing.of(ImmutableMap.of("w", weight), y).groupedBy(named(y, names)::get).dot()).isEqualTo(
                """
                        digraph tape {
                          node [shape=box, style=filled, fontname=monospace, fontsize=10]
                          subgraph cluster_0 {
                            label="a \\"1\\"␊\\\\"; labeljust=l; style=rounded; color="#8c959f"; fontname=monospace; fontsize=10
                            n0 [label="exp → float32[2]\\lw float32[2]\\l", fillcolor="#dafbe1"]
                            n1 [label="sin → float32[2]\\l", fillcolor="#dafbe1"]
                          }
                          n2 [label="b\\lrelu → float32[2]\\l", fillcolor="#dafbe1"]
                          n0 -> n1
                          n1 -> n2
                        }
                        """);
    }

    private static ImmutableMap<Node, String> named(Tensor result, String... names) {
        List<Node> nodes = Tape.recorded(result);
        return IntStream.range(0, names.length).boxed()
                .collect(ImmutableMap.toImmutableMap(nodes::get, i -> names[i]));
    }

    private static List<double[]> areas(Pattern pattern, String svg) {
        return pattern.matcher(svg).results().map(found -> IntStream.rangeClosed(1, 4)
                .mapToDouble(group -> Double.parseDouble(found.group(group))).toArray()).toList();
    }

    /** x and y of the points that each line goes through, and of those that curves bend towards. */
    private static List<List<double[]>> lines(String svg) {
        return LINE.matcher(svg).results().map(found -> {
            List<double[]> points = new ArrayList<>();
            List<Double> pending = new ArrayList<>();
            NUMBER.matcher(found.group(1)).results().forEach(number -> {
                double value = Double.parseDouble(number.group(2));
                if (number.group(1).equals("V")) {
                    points.add(new double[]{points.getLast()[0], value});
                } else {
                    pending.add(value);
                    if (pending.size() == 2) {
                        points.add(new double[]{pending.get(0), pending.get(1)});
                        pending.clear();
                    }
                }
            });
            return points;
        }).toList();
    }

    private static boolean holds(double[] outer, double[] inner) {
        return outer[0] <= inner[0] && outer[1] <= inner[1] && inner[0] + inner[2] <= outer[0] + outer[2]
                && inner[1] + inner[3] <= outer[1] + outer[3];
    }

    private static boolean apart(double[] a, double[] b) {
        return a[0] >= b[0] + b[2] || b[0] >= a[0] + a[2] || a[1] >= b[1] + b[3] || b[1] >= a[1] + a[3];
    }

    /** Operations at random, in parts at random that are left and entered again. */
    private static TapeDrawing drawn(int seed) {
        var rng = new Rng(seed);
        List<Tensor> values = new ArrayList<>(List.of(new Parameter(Tensor.ones(2)).exp()));
        List<String> names = new ArrayList<>(List.of(""));
        List<String> path = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            long[] drawn = new long[4];
            rng.randint(drawn, 0, 1 << 20);
            if (drawn[2] % 3 == 0 && path.size() < 4) {
                path.add("part" + drawn[3] % 3);
            } else if (drawn[2] % 3 == 1 && !path.isEmpty()) {
                path.removeLast();
            }
            int from = Math.max(0, values.size() - 40);
            Tensor sum = values.get(from + (int) drawn[0] % (values.size() - from))
                    .add(values.get(from + (int) drawn[1] % (values.size() - from)));
            values.add(sum);
            names.add(Joiner.on('.').join(path));
        }
        List<Node> nodes = values.stream().map(Tensor::node).toList();
        return TapeDrawing.of(values.toArray(Tensor[]::new)).groupedBy(node -> names.get(nodes.indexOf(node)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void frames_and_boxes_lie_within_each_other_or_apart(int seed) {
        String svg = drawn(seed).svg();
        List<double[]> frames = areas(FRAME, svg);
        List<double[]> boxes = areas(BOX, svg);

        assertThat(frames).hasSizeGreaterThan(10);
        assertThat(boxes).hasSize(151);
        for (double[] frame : frames) {
            assertThat(frames).allMatch(other -> holds(frame, other) || holds(other, frame) || apart(frame, other));
            assertThat(boxes).allMatch(box -> holds(frame, box) || apart(frame, box));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void lines_go_down_and_cross_no_box_and_no_frame_of_others(int seed) {
        String svg = drawn(seed).svg();
        List<double[]> all = Stream.of(areas(FRAME, svg), areas(BOX, svg)).flatMap(List::stream).toList();

        double rounding = 0.11;
        for (List<double[]> line : lines(svg)) {
            assertThat(line.stream().map(point -> point[1])).isSorted();
            for (int i = 1; i < line.size(); i++) {
                double[] piece = around(line.get(i - 1), line.get(i));
                double[] whole = around(line.toArray(double[][]::new));
                assertThat(all).as("line %s", Arrays.deepToString(line.toArray())).allMatch(area -> apart(piece,
                        new double[]{area[0] + rounding, area[1] + rounding, area[2] - 2 * rounding,
                                area[3] - 2 * rounding})
                        || holds(new double[]{area[0] - rounding, area[1] - rounding, area[2] + 2 * rounding,
                                area[3] + 2 * rounding}, whole));
            }
        }
    }

    private static double[] around(double[]... points) {
        double left = xs(points).min().orElseThrow();
        double top = points[0][1];
        return new double[]{left, top, xs(points).max().orElseThrow() - left, points[points.length - 1][1] - top};
    }

    private static DoubleStream xs(double[]... points) {
        return Stream.of(points).mapToDouble(point -> point[0]);
    }

    @Test
    void a_chain_through_frames_is_a_straight_column() {
        Tensor y = new Parameter(Tensor.ones(2)).exp().relu().sum(0).exp().sin();
        String svg = TapeDrawing.of(y).groupedBy(named(y, "a.b", "a.b", "a", "", "c")::get).svg();

        assertThat(areas(FRAME, svg)).hasSize(2);
        assertThat(lines(svg).stream().flatMap(List::stream).mapToLong(point -> Math.round(point[0])).distinct()
                .toArray()).hasSize(1);
    }

    @Test
    void a_long_name_does_not_lie_under_an_arrow_into_the_frame() {
        Tensor y = new Parameter(Tensor.ones(2)).exp().relu().sin();
        String name = Strings.repeat("long", 20);
        String svg = TapeDrawing.of(y).groupedBy(named(y, "", name, name)::get).svg();

        double[] frame = areas(FRAME, svg).getFirst();
        assertThat(lines(svg).getFirst().getFirst()[0]).isGreaterThan(frame[0] + 80 * 7.3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "%d", "x.%d", "deep.%d.%d.%d.%d.%d.%d.%d.%d.%d.%d"})
    void the_picture_is_in_proportion_to_the_operations_whatever_their_parts_are_called(String pattern) {
        Tensor first = new Parameter(Tensor.ones(1)).exp();
        Tensor sum = first;
        List<Node> nodes = new ArrayList<>(List.of(first.node()));
        for (int i = 0; i < 1_999; i++) {
            sum = sum.mul(first);
            nodes.add(sum.node());
        }
        long start = nodes.getFirst().sequence();
        String svg = TapeDrawing.of(sum).groupedBy(node -> {
            Object[] pair = new Object[10];
            Arrays.setAll(pair, level -> (node.sequence() - start) >> Math.max(0, 10 - level));
            return String.format(pattern, pair);
        }).svg();

        assertThat(areas(BOX, svg)).hasSize(2_000);
        assertThat(svg.length()).isLessThan(2_000 * 3_000);
    }

    @Test
    void names_of_parts_are_escaped_and_made_printable() throws Exception {
        Tensor y = new Parameter(Tensor.ones(2)).exp().relu().sin();
        String svg = TapeDrawing.of(y)
                .groupedBy(named(y, "<a>\u0000&", "<a>\u0000&", "b\n\"<")::get).svg();

        assertThat(svg).contains(">&lt;a&gt;␀&amp;</text>", ">b␊&quot;&lt;</text>");
        assertThat(DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg))).getDocumentElement().getTagName()).isEqualTo("svg");
    }
}
