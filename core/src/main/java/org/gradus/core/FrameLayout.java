package org.gradus.core;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.gradus.core.LayeredLayout.Arrow;
import org.gradus.core.LayeredLayout.Graph;
import org.gradus.core.LayeredLayout.Point;

/**
 * One frame laid out by itself, its upper left corner at 0, 0: what is in it in layers, smaller frames as boxes, and points
 * on its upper and lower edge where results come in and go out.
 */
final class FrameLayout {

    /** Units between a frame's sides and what is in it. */
    private static final double PADDING = 12;

    /** The width and height of a box. */
    record Size(double width, double height) {}

    /**
     * How large things are drawn.
     *
     * @param boxes by their numbers
     * @param label the width of a frame's name
     */
    record Sizes(ImmutableList<Size> boxes, ToDoubleFunction<String> label) {}

    /**
     * A way that a result takes within one frame, from part to part.
     *
     * @param source the box that gives the result
     * @param from the number of a part, or {@link #EDGE}
     * @param to the number of a part, or {@link #EDGE}
     */
    record Way(int source, int from, int to) {

        /** In through the upper edge, or out through the lower one. */
        static final int EDGE = -1;
    }

    private final TapePart.Frame frame;
    private final ImmutableList<Way> ways;
    private final Map<Integer, FrameLayout> inner = new LinkedHashMap<>();
    private final Map<Integer, Integer> entries = new LinkedHashMap<>();
    private final Map<Integer, Integer> exits = new LinkedHashMap<>();
    private final LayeredLayout layout;
    private final double left;
    private final double top;
    private final double width;
    private final double height;

    /** @param waysOf the ways in this frame and in those within */
    FrameLayout(TapePart.Frame frame, Map<TapePart.Frame, Set<Way>> waysOf, Sizes sizes) {
        this.frame = frame;
        for (int part = 0; part < frame.parts().size(); part++) {
            if (frame.parts().get(part) instanceof TapePart.Frame smaller) {
                inner.put(part, new FrameLayout(smaller, waysOf, sizes));
            }
        }
        Set<Way> own = waysOf.getOrDefault(frame, ImmutableSet.of());
        for (Way way : own) {
            if (way.from == Way.EDGE) {
                entries.putIfAbsent(way.source, entries.size());
            }
            if (way.to == Way.EDGE) {
                exits.putIfAbsent(way.source, exits.size());
            }
        }
        ways = ImmutableList.sortedCopyOf(Comparator.comparingInt(this::end), own);
        layout = new LayeredLayout(graph(sizes));
        boolean drawn = !frame.label().isEmpty();
        double label = drawn ? sizes.label.applyAsDouble(frame.label()) + 2 * PADDING : 0;
        double padding = drawn ? PADDING : 0;
        double leftmost = entries.values().stream().mapToDouble(entry -> layout.middle(entry).x()).min().orElse(label);
        double unlabelled = layout.width() + 2 * padding;
        left = Math.max(Math.max(padding, label - leftmost), padding + (label - unlabelled) / 2);
        top = drawn && entries.isEmpty() ? LayeredLayout.GAP : 0;
        width = Math.max(label, left + layout.width() + padding);
        height = top + layout.height() + (exits.isEmpty() ? padding : 0);
    }

    private Graph graph(Sizes sizes) {
        int count = entries.size() + frame.parts().size() + exits.size();
        double[] widths = new double[count];
        double[] heights = new double[count];
        for (int part = 0; part < frame.parts().size(); part++) {
            Size size = switch (frame.parts().get(part)) {
                case TapePart.Single single -> sizes.boxes.get(single.box());
                case TapePart.Frame _ -> new Size(inner.get(part).width, inner.get(part).height);
            };
            widths[entries.size() + part] = size.width;
            heights[entries.size() + part] = size.height;
        }
        List<Arrow> arrows = new ArrayList<>();
        for (Way way : ways) {
            FrameLayout from = inner.get(way.from);
            FrameLayout to = inner.get(way.to);
            arrows.add(new Arrow(start(way), from == null ? 0 : from.exit(way.source) - from.width / 2,
                    end(way), to == null ? 0 : to.entry(way.source) - to.width / 2));
        }
        return new Graph(widths, heights, ImmutableList.copyOf(arrows), entries.size(), exits.size());
    }

    private int start(Way way) {
        return way.from == Way.EDGE ? entries.get(way.source) : place(way.from);
    }

    private int end(Way way) {
        return way.to == Way.EDGE
                ? entries.size() + frame.parts().size() + exits.get(way.source)
                : place(way.to);
    }

    private int place(int part) {
        return entries.size() + part;
    }

    private double entry(int source) {
        return left + layout.middle(entries.get(source)).x();
    }

    private double exit(int source) {
        return left + layout.middle(entries.size() + frame.parts().size() + exits.get(source)).x();
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    /** Tells where everything in it is, if its upper left corner is here. */
    void tell(double x, double y, NestedLayout positions) {
        if (!frame.label().isEmpty()) {
            positions.frame(frame.label(), x, y, width, height);
        }
        for (int way = 0; way < ways.size(); way++) {
            int to = ways.get(way).to;
            positions.line(layout.way(way).stream()
                    .map(point -> new Point(x + left + point.x(), y + top + point.y()))
                    .collect(ImmutableList.toImmutableList()), to != Way.EDGE && !inner.containsKey(to));
        }
        for (int part = 0; part < frame.parts().size(); part++) {
            Point middle = layout.middle(place(part));
            double atX = x + left + middle.x();
            double atY = y + top + middle.y();
            switch (frame.parts().get(part)) {
                case TapePart.Single single -> positions.box(single.box(), new Point(atX, atY));
                case TapePart.Frame _ -> {
                    FrameLayout smaller = inner.get(part);
                    smaller.tell(atX - smaller.width / 2, atY - smaller.height / 2, positions);
                }
            }
        }
    }
}
