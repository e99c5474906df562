package org.gradus.core;

import com.google.common.collect.ImmutableList;
import com.google.common.html.HtmlEscapers;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.gradus.core.FrameLayout.Size;
import org.gradus.core.FrameLayout.Sizes;
import org.gradus.core.LayeredLayout.Point;
import org.gradus.core.op.OpKind;

/** Draws what was recorded as a picture for browsers that needs nothing beside it. */
final class TapeSvg {

    /** Units that a character of 12 takes, a line, and the room around a box's text. */
    private static final double CHARACTER = 7.3;
    private static final double LINE = 16;
    private static final double MARGIN = 8;

    /** Units from the lowest box to the key of colours. */
    private static final double KEY_GAP = 16;

    /** From the corner of a frame to its name. */
    private static final double LABEL_X = 10;
    private static final double LABEL_Y = 16;

    /** Readable on a white page and on a black one; frames within frames add up to darker ones. */
    private static final String STYLE = """
            text { font: 12px ui-monospace, Menlo, Consolas, monospace; fill: #1b1f24 }
            text.reads { fill: #57606a }
            text.part { fill: #57606a; font-weight: bold }
            rect.frame { fill: #8c959f; fill-opacity: .1; stroke: #8c959f; stroke-opacity: .6 }
            path { fill: none; stroke: #8c959f }
            marker path { fill: #8c959f; stroke: none }
            %s@media (prefers-color-scheme: dark) {
            text { fill: #e6edf3 }
            text.reads, text.part { fill: #9da7b3 }
            %s}
            """.formatted(KindColours.css(), KindColours.darkCss());

    /** A box as it is drawn. */
    private record Drawn(String label, TapeGraph.Box box) {

        Size size() {
            int columns = Stream.concat(Stream.of(label), box.lines().stream()).mapToInt(DrawnText::columns).max()
                    .orElse(0);
            int lines = box.lines().size() + (label.isEmpty() ? 0 : 1);
            return new Size(columns * CHARACTER + 2 * MARGIN, lines * LINE + MARGIN);
        }
    }

    private final ImmutableList<Drawn> boxes;
    private final NestedLayout layout;
    private final StringBuilder svg = new StringBuilder();

    private TapeSvg(ImmutableList<Drawn> boxes, NestedLayout layout) {
        this.boxes = boxes;
        this.layout = layout;
    }

    static String of(TapeGraph graph, TapePart.Frame contents) {
        ImmutableList<Drawn> boxes = TapePart.singles(contents)
                .map(single -> new Drawn(single.label(), graph.boxes().get(single.box())))
                .collect(ImmutableList.toImmutableList());
        var sizes = new Sizes(boxes.stream().map(Drawn::size).collect(ImmutableList.toImmutableList()),
                label -> DrawnText.columns(label) * CHARACTER);
        return new TapeSvg(boxes, new NestedLayout(contents, graph.arrows(), sizes)).draw();
    }

    private String draw() {
        List<OpKind> kinds = boxes.stream().map(drawn -> drawn.box.kind()).distinct().sorted().toList();
        double width = layout.width() + 2 * MARGIN;
        double height = layout.height() + 2 * MARGIN + KEY_GAP + kinds.size() * LINE;
        append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="%.0f %.0f %.0f %.0f" width="%.0f" height="%.0f">
                <style>
                %s</style>
                <defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">\
                <path d="M0 0L8 4L0 8z"/></marker></defs>
                """,
                -MARGIN, -MARGIN, width, height, width, height, STYLE);
        layout.frames().forEach(frame -> append(
                "<rect class=\"frame\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"8\"/>\n",
                frame.x(), frame.y(), frame.width(), frame.height()));
        layout.lines().forEach(line -> append("<path%s d=\"%s\"/>\n",
                line.head() ? " marker-end=\"url(#head)\"" : "", path(line.points())));
        layout.frames().forEach(frame -> appendText("part", frame.x() + LABEL_X, frame.y() + LABEL_Y, frame.label()));
        for (int box = 0; box < boxes.size(); box++) {
            append(boxes.get(box), layout.middle(box));
        }
        for (int i = 0; i < kinds.size(); i++) {
            String kind = KindColours.cssClass(kinds.get(i));
            append("<text class=\"reads\" x=\"0\" y=\"%.1f\"><tspan class=\"%s\">■</tspan> %s</text>\n",
                    layout.height() + KEY_GAP + (i + 1) * LINE, kind, kind);
        }
        return svg.append("</svg>\n").toString();
    }

    private void append(Drawn drawn, Point middle) {
        Size size = drawn.size();
        double left = middle.x() - size.width() / 2;
        double top = middle.y() - size.height() / 2;
        append("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"4\" class=\"%s\"/>\n", left, top,
                size.width(), size.height(), KindColours.cssClass(drawn.box.kind()));
        double y = top + MARGIN / 2 + 12;
        if (!drawn.label.isEmpty()) {
            appendText("part", left + MARGIN, y, drawn.label);
            y += LINE;
        }
        for (int line = 0; line < drawn.box.lines().size(); line++) {
            appendText(line == 0 ? "" : "reads", left + MARGIN, y, drawn.box.lines().get(line));
            y += LINE;
        }
    }

    private void appendText(String style, double x, double y, String text) {
        append("<text%s x=\"%.1f\" y=\"%.1f\">%s</text>\n", style.isEmpty() ? "" : " class=\"" + style + "\"", x, y,
                HtmlEscapers.htmlEscaper().escape(text));
    }

    /** A line from point to point that leaves and enters each upright. */
    private static String path(ImmutableList<Point> way) {
        var path = new StringBuilder(text("M%.1f %.1f", way.getFirst().x(), way.getFirst().y()));
        for (int i = 1; i < way.size(); i++) {
            Point from = way.get(i - 1);
            Point to = way.get(i);
            double half = (from.y() + to.y()) / 2;
            path.append(Math.abs(from.x() - to.x()) < 0.05
                    ? text("V%.1f", to.y())
                    : text("C%.1f %.1f %.1f %.1f %.1f %.1f", from.x(), half, to.x(), half, to.x(), to.y()));
        }
        return path.toString();
    }

    private void append(String format, Object... values) {
        svg.append(text(format, values));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
