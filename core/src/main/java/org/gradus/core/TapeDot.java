package org.gradus.core;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;

/** Writes what was recorded in Graphviz' language, frames as clusters. */
final class TapeDot {

    private final TapeGraph graph;
    private final StringBuilder dot = new StringBuilder(
            "digraph tape {\n  node [shape=box, style=filled, fontname=monospace, fontsize=10]\n");
    private int clusters;

    private TapeDot(TapeGraph graph) {
        this.graph = graph;
    }

    static String of(TapeGraph graph, TapePart.Frame contents) {
        var writer = new TapeDot(graph);
        writer.append(contents.parts(), 1);
        graph.arrows().forEach(arrow -> writer.dot.append("  n").append(arrow.from()).append(" -> n")
                .append(arrow.to()).append('\n'));
        return writer.dot.append("}\n").toString();
    }

    private void append(ImmutableList<TapePart> parts, int level) {
        String indent = Strings.repeat("  ", level);
        for (TapePart part : parts) {
            switch (part) {
                case TapePart.Single single -> append(single, indent);
                case TapePart.Frame frame -> {
                    dot.append(indent).append("subgraph cluster_").append(clusters++).append(" {\n").append(indent)
                            .append("  label=\"").append(escaped(frame.label()))
                            .append("\"; labeljust=l; style=rounded; color=\"#8c959f\"; fontname=monospace; fontsize=10\n");
                    append(frame.parts(), level + 1);
                    dot.append(indent).append("}\n");
                }
            }
        }
    }

    private void append(TapePart.Single single, String indent) {
        TapeGraph.Box box = graph.boxes().get(single.box());
        dot.append(indent).append('n').append(single.box()).append(" [label=\"");
        if (!single.label().isEmpty()) {
            dot.append(escaped(single.label())).append("\\l");
        }
        box.lines().forEach(line -> dot.append(escaped(line)).append("\\l"));
        dot.append("\", fillcolor=\"").append(KindColours.of(box.kind()).fill()).append("\"]\n");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
