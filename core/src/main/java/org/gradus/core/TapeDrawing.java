package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.html.HtmlEscapers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gradus.core.op.OpKind;

/**
 * The recorded operations on the way to some tensors as a picture, data flowing downwards: each operation is a box that says
 * what it gives and what parameters and constants it reads, coloured by its {@link OpKind}.
 *
 * {@snippet :
 * Tensor loss = criterion.forward(model.forward(x), labels);
 * Files.writeString(Path.of("tape.svg"), TapeDrawing.of(model.namedParameters(), loss).svg());
 * }
 */
public final class TapeDrawing {

    /** More boxes than anyone can look at. */
    private static final int MOST_BOXES = 5000;

    /** Units that a character of 12 takes, a line, and the room around a box's text. */
    private static final double CHARACTER = 7.3;
    private static final double LINE = 16;
    private static final double MARGIN = 8;

    /** Units from the lowest box to the key of colours. */
    private static final double KEY_GAP = 16;

    /** Readable on a white page and on a black one. */
    private static final String STYLE = """
            text { font: 12px ui-monospace, Menlo, Consolas, monospace; fill: #1b1f24 }
            text.reads { fill: #57606a }
            path { fill: none; stroke: #8c959f }
            marker path { fill: #8c959f; stroke: none }
            %s@media (prefers-color-scheme: dark) {
            text { fill: #e6edf3 }
            text.reads { fill: #9da7b3 }
            %s}
            """.formatted(KindColours.css(), KindColours.darkCss());

    private final TapeGraph graph;

    private TapeDrawing(TapeGraph graph) {
        this.graph = graph;
    }

    /** What was recorded on the way to these tensors, parameters without their names. */
    public static TapeDrawing of(Tensor... results) {
        return of(ImmutableMap.of(), results);
    }

    /**
     * What was recorded on the way to these tensors.
     *
     * @param names of parameters and of other tensors that require a gradient
     * @throws IllegalArgumentException if more than 5,000 operations were recorded, or none that is not released
     */
    public static TapeDrawing of(Map<String, ? extends Tensor> names, Tensor... results) {
        TapeGraph graph = TapeGraph.of(names, results);
        checkArgument(!graph.boxes().isEmpty(),
                "[tapeDrawing] nothing is recorded: compute with a tensor that requires a gradient, and draw before backward lets go of it");
        checkArgument(graph.boxes().size() <= MOST_BOXES,
                "[tapeDrawing] %s operations are more than the %s that can be drawn; draw a part, one layer's result for instance",
                graph.boxes().size(), MOST_BOXES);
        return new TapeDrawing(graph);
    }

    /** In Graphviz' language. */
    public String dot() {
        var dot = new StringBuilder(
                "digraph tape {\n  node [shape=box, style=filled, fontname=monospace, fontsize=10]\n");
        for (int box = 0; box < graph.boxes().size(); box++) {
            dot.append("  n").append(box).append(" [label=\"");
            graph.boxes().get(box).lines().forEach(
                    line -> dot.append(line.replace("\\", "\\\\").replace("\"", "\\\"")).append("\\l"));
            dot.append("\", fillcolor=\"").append(KindColours.of(graph.boxes().get(box).kind()).fill())
                    .append("\"]\n");
        }
        graph.arrows().forEach(arrow -> dot.append("  n").append(arrow.from()).append(" -> n").append(arrow.to())
                .append('\n'));
        return dot.append("}\n").toString();
    }

    /** As a picture for browsers that needs nothing beside it. */
    public String svg() {
        ImmutableList<TapeGraph.Box> boxes = graph.boxes();
        double[] widths = boxes.stream().mapToDouble(TapeDrawing::width).toArray();
        double[] heights = boxes.stream().mapToDouble(TapeDrawing::height).toArray();
        var layout = new LayeredLayout(graph, widths, heights);
        List<OpKind> kinds = boxes.stream().map(TapeGraph.Box::kind).distinct().sorted().toList();
        double width = layout.width() + 2 * MARGIN;
        double height = layout.height() + 2 * MARGIN + KEY_GAP + kinds.size() * LINE;
        var svg = new StringBuilder();
        svg.append(
                text("""
                        <svg xmlns="http://www.w3.org/2000/svg" viewBox="%.0f %.0f %.0f %.0f" width="%.0f" height="%.0f">
                        <style>
                        %s</style>
                        <defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">\
                        <path d="M0 0L8 4L0 8z"/></marker></defs>
                        """,
                        -MARGIN, -MARGIN, width, height, width, height, STYLE));
        for (int arrow = 0; arrow < graph.arrows().size(); arrow++) {
            svg.append("<path marker-end=\"url(#head)\" d=\"").append(path(layout.way(arrow))).append("\"/>\n");
        }
        for (int box = 0; box < boxes.size(); box++) {
            LayeredLayout.Point middle = layout.middle(box);
            append(svg, boxes.get(box), middle.x() - widths[box] / 2, middle.y() - heights[box] / 2);
        }
        for (int i = 0; i < kinds.size(); i++) {
            String kind = KindColours.cssClass(kinds.get(i));
            svg.append(text("<text class=\"reads\" x=\"0\" y=\"%.1f\"><tspan class=\"%s\">■</tspan> %s</text>\n",
                    layout.height() + KEY_GAP + (i + 1) * LINE, kind, kind));
        }
        return svg.append("</svg>\n").toString();
    }

    private static double width(TapeGraph.Box box) {
        return box.lines().stream().mapToInt(DrawnText::columns).max().orElse(0) * CHARACTER + 2 * MARGIN;
    }

    private static double height(TapeGraph.Box box) {
        return box.lines().size() * LINE + MARGIN;
    }

    private static void append(StringBuilder svg, TapeGraph.Box box, double left, double top) {
        svg.append(
                text("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"4\" class=\"%s\"/>\n", left, top,
                        width(box), height(box), KindColours.cssClass(box.kind())));
        for (int line = 0; line < box.lines().size(); line++) {
            svg.append(text("<text%s x=\"%.1f\" y=\"%.1f\">%s</text>\n", line == 0 ? "" : " class=\"reads\"",
                    left + MARGIN,
                    top + MARGIN / 2 + LINE * line + 12,
                    HtmlEscapers.htmlEscaper().escape(box.lines().get(line))));
        }
    }

    /** A line from point to point that leaves and enters each upright. */
    private static String path(ImmutableList<LayeredLayout.Point> way) {
        var path = new StringBuilder(text("M%.1f %.1f", way.getFirst().x(), way.getFirst().y()));
        for (int i = 1; i < way.size(); i++) {
            LayeredLayout.Point from = way.get(i - 1);
            LayeredLayout.Point to = way.get(i);
            double half = (from.y() + to.y()) / 2;
            path.append(from.x() == to.x()
                    ? text("V%.1f", to.y())
                    : text("C%.1f %.1f %.1f %.1f %.1f %.1f", from.x(), half, to.x(), half, to.x(), to.y()));
        }
        return path.toString();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
