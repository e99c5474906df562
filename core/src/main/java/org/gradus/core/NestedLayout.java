package org.gradus.core;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.core.FrameLayout.Sizes;
import org.gradus.core.FrameLayout.Way;
import org.gradus.core.LayeredLayout.Point;

/**
 * Where the boxes, the frames around them and the arrows of a drawing are. Each {@linkplain FrameLayout frame is laid out by
 * itself} and is one box to what is around it, so that nothing strange gets into it; arrows of one result share their way
 * through an edge, so that there are never more lines than a multiple of the arrows.
 */
final class NestedLayout {

    /** A frame with its name, by its upper left corner. */
    record Framed(String label, double x, double y, double width, double height) {}

    /** An arrow or a part of it: to a box if it has a head, or else to the edge of a frame. */
    record Line(ImmutableList<Point> points, boolean head) {}

    /** Which part of which frame a box is in, or is itself. */
    private record Level(TapePart.Frame frame, int part) {}

    private final FrameLayout whole;
    private final Point[] boxes;
    private final List<Framed> frames = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    NestedLayout(TapePart.Frame contents, ImmutableList<TapeGraph.Arrow> arrows, Sizes sizes) {
        boxes = new Point[sizes.boxes().size()];
        whole = new FrameLayout(contents, ways(contents, arrows), sizes);
        whole.tell(0, 0, this);
    }

    private Map<TapePart.Frame, Set<Way>> ways(TapePart.Frame contents, List<TapeGraph.Arrow> arrows) {
        List<List<Level>> levels = new ArrayList<>();
        collect(contents, ImmutableList.of(), levels);
        Map<TapePart.Frame, Set<Way>> ways = Maps.newIdentityHashMap();
        for (TapeGraph.Arrow arrow : arrows) {
            List<Level> from = levels.get(arrow.from());
            List<Level> to = levels.get(arrow.to());
            int common = 0;
            while (from.get(common).part == to.get(common).part) {
                common++;
            }
            add(ways, from.get(common).frame, new Way(arrow.from(), from.get(common).part, to.get(common).part));
            from.stream().skip(common + 1)
                    .forEach(level -> add(ways, level.frame, new Way(arrow.from(), level.part, Way.EDGE)));
            to.stream().skip(common + 1)
                    .forEach(level -> add(ways, level.frame, new Way(arrow.from(), Way.EDGE, level.part)));
        }
        return ways;
    }

    private static void add(Map<TapePart.Frame, Set<Way>> ways, TapePart.Frame frame, Way way) {
        ways.computeIfAbsent(frame, _ -> new LinkedHashSet<>()).add(way);
    }

    /** The levels of every box, from the outermost frame inwards; boxes come in order of their numbers. */
    private static void collect(TapePart.Frame frame, ImmutableList<Level> outer, List<List<Level>> levels) {
        for (int part = 0; part < frame.parts().size(); part++) {
            ImmutableList<Level> here = ImmutableList.<Level>builder().addAll(outer).add(new Level(frame, part))
                    .build();
            switch (frame.parts().get(part)) {
                case TapePart.Single _ -> levels.add(here);
                case TapePart.Frame smaller -> collect(smaller, here, levels);
            }
        }
    }

    void box(int number, Point middle) {
        boxes[number] = middle;
    }

    void frame(String label, double x, double y, double width, double height) {
        frames.add(new Framed(label, x, y, width, height));
    }

    void line(ImmutableList<Point> points, boolean head) {
        lines.add(new Line(points, head));
    }

    /** The middle of a box. */
    Point middle(int box) {
        return boxes[box];
    }

    /** All frames, each before those within it. */
    List<Framed> frames() {
        return frames;
    }

    /** All arrows, in parts where they go through edges of frames. */
    List<Line> lines() {
        return lines;
    }

    double width() {
        return whole.width();
    }

    double height() {
        return whole.height();
    }
}
