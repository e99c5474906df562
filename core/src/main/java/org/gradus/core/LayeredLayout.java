package org.gradus.core;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Places the boxes of a graph without cycles in layers, so that every arrow points down: Sugiyama, Tagawa and Toda, "Methods
 * for Visual Understanding of Hierarchical System Structures" (1981). A box lies one layer below the lowest of those that it
 * reads; arrows over several layers bend at an invisible place in each, and those over many go beside all layers, so that
 * there are never more places than a multiple of the arrows; and places are put in order of the mean position of their
 * neighbours, upwards and downwards in turn.
 */
final class LayeredLayout {

    /** Rounds of ordering; after a few hardly anything changes. */
    private static final int ROUNDS = 8;

    /** Units between boxes side by side, and from a layer to the next, or to the lower edge that arrows go out through. */
    static final double GAP = 24;
    private static final double GAP_TO_EXITS = 12;

    /** Layers that an arrow goes down at most before it goes beside them, and units between those that do. */
    private static final int FAR = 16;
    private static final double LANE = 10;

    /** Where something lies: a box, or a bend of an arrow, which has no size. */
    private static final class Place {

        private final int layer;
        private final double width;
        private final double height;
        private final List<Tie> above = new ArrayList<>();
        private final List<Tie> below = new ArrayList<>();
        private double x;
        private double y;

        Place(int layer, double width, double height) {
            this.layer = layer;
            this.width = width;
            this.height = height;
        }
    }

    /** What a place would like to lie exactly above or below, but for a shift to the right. */
    private record Tie(Place place, double shift) {

        double wanted() {
            return place.x + shift;
        }
    }

    /** A point of a drawing. */
    record Point(double x, double y) {}

    /**
     * From a box to one with a higher number.
     *
     * @param out where it leaves the first, to the right of its middle
     * @param in where it enters the second
     */
    record Arrow(int from, double out, int to, double in) {}

    /**
     * What is to be placed.
     *
     * @param widths of the boxes
     * @param heights of the boxes
     * @param arrows in order of the boxes that they lead to
     * @param entries how many of the first boxes are points on the upper edge of the whole
     * @param exits how many of the last boxes are points on its lower edge
     */
    record Graph(double[] widths, double[] heights, ImmutableList<Arrow> arrows, int entries, int exits) {}

    private final Graph graph;
    private final List<Place> boxes = new ArrayList<>();
    private final List<List<Place>> ways = new ArrayList<>();
    private final List<List<Place>> layers = new ArrayList<>();
    private final SideLanes lanes;
    private final double[] tops;
    private final double[] bottoms;
    private double right;

    LayeredLayout(Graph graph) {
        this.graph = graph;
        int[] layerOf = layers(graph);
        for (int box = 0; box < layerOf.length; box++) {
            boxes.add(placed(new Place(layerOf[box], graph.widths[box], graph.heights[box])));
        }
        List<Arrow> far = new ArrayList<>();
        for (Arrow arrow : graph.arrows) {
            if (layerOf[arrow.to] - layerOf[arrow.from] > FAR) {
                far.add(arrow);
                ways.add(ImmutableList.of());
            } else {
                ways.add(way(arrow));
            }
        }
        lanes = new SideLanes(layerOf, far);
        tops = new double[layers.size()];
        bottoms = new double[layers.size()];
        arrange();
    }

    /** Entries lie above all boxes, and exits below. */
    private static int[] layers(Graph graph) {
        int[] layerOf = new int[graph.widths.length];
        int firstExit = layerOf.length - graph.exits;
        Arrays.fill(layerOf, graph.entries, layerOf.length, Math.min(graph.entries, 1));
        for (Arrow arrow : graph.arrows) { // those into a box come before those out of it
            layerOf[arrow.to] = Math.max(layerOf[arrow.to], layerOf[arrow.from] + 1);
        }
        Arrays.fill(layerOf, firstExit, layerOf.length, 1 + Arrays.stream(layerOf, 0, firstExit).max().orElse(0));
        return layerOf;
    }

    /** From a box through bends in the layers between to another. */
    private List<Place> way(Arrow arrow) {
        Place from = boxes.get(arrow.from);
        Place to = boxes.get(arrow.to);
        List<Place> way = new ArrayList<>();
        way.add(from);
        for (int layer = from.layer + 1; layer < to.layer; layer++) {
            way.add(placed(new Place(layer, 0, 0)));
        }
        way.add(to);
        for (int i = 1; i < way.size(); i++) {
            double shift = (i == 1 ? arrow.out : 0) - (i == way.size() - 1 ? arrow.in : 0);
            way.get(i - 1).below.add(new Tie(way.get(i), -shift));
            way.get(i).above.add(new Tie(way.get(i - 1), shift));
        }
        return way;
    }

    private Place placed(Place place) {
        while (layers.size() <= place.layer) {
            layers.add(new ArrayList<>());
        }
        layers.get(place.layer).add(place);
        return place;
    }

    private void arrange() {
        double y = 0;
        for (int i = 0; i < layers.size(); i++) {
            List<Place> layer = layers.get(i);
            double tallest = layer.stream().mapToDouble(place -> place.height).max().orElse(0);
            for (Place place : layer) {
                place.y = y + tallest / 2;
            }
            tops[i] = y;
            bottoms[i] = y + tallest;
            y += tallest + (i == layers.size() - 2 && graph.exits > 0 ? GAP_TO_EXITS : GAP);
            spread(layer);
        }
        for (int round = 0; round < ROUNDS; round++) {
            boolean down = round % 2 == 0;
            for (List<Place> layer : down ? layers : layers.reversed()) {
                for (Place place : layer) {
                    List<Tie> neighbours = down ? place.above : place.below;
                    place.x = neighbours.stream().mapToDouble(Tie::wanted).average().orElse(place.x);
                }
                spread(layer);
            }
        }
        double left = layers.stream().flatMap(List::stream).mapToDouble(place -> place.x - place.width / 2).min()
                .orElse(0);
        layers.forEach(layer -> layer.forEach(place -> place.x -= left));
        right = layers.stream().flatMap(List::stream).mapToDouble(place -> place.x + place.width / 2).max().orElse(0);
    }

    /** In order of where they would like to be, moved apart as far as needed, their middle where it would like to be. */
    private static void spread(List<Place> layer) {
        layer.sort(Comparator.comparingDouble(place -> place.x));
        double wanted = layer.stream().mapToDouble(place -> place.x).average().orElse(0);
        for (int i = 1; i < layer.size(); i++) {
            Place left = layer.get(i - 1);
            Place right = layer.get(i);
            right.x = Math.max(right.x, left.x + left.width / 2 + GAP + right.width / 2);
        }
        double shift = wanted - layer.stream().mapToDouble(place -> place.x).average().orElse(0);
        layer.forEach(place -> place.x += shift);
    }

    /** The middle of a box. */
    Point middle(int box) {
        return new Point(boxes.get(box).x, boxes.get(box).y);
    }

    /**
     * An arrow's points: out of the lower edge of a box, down between others, and into the upper edge of another. It moves
     * sideways between layers alone, where no box is.
     */
    ImmutableList<Point> way(int number) {
        Arrow arrow = graph.arrows.get(number);
        Place from = boxes.get(arrow.from);
        Place to = boxes.get(arrow.to);
        List<Place> way = ways.get(number);
        Stream<Point> between = way.isEmpty()
                ? down(right + (lanes.of(arrow.from) + 1) * LANE, from.layer + 1, to.layer - 1)
                : way.subList(1, way.size() - 1).stream().flatMap(bend -> down(bend.x, bend.layer, bend.layer));
        Stream<Point> out = Stream.of(new Point(from.x + arrow.out, from.y + from.height / 2),
                new Point(from.x + arrow.out, bottoms[from.layer]));
        Stream<Point> in = Stream.of(new Point(to.x + arrow.in, tops[to.layer]),
                new Point(to.x + arrow.in, to.y - to.height / 2));
        return Streams.concat(out, between, in).distinct().collect(ImmutableList.toImmutableList());
    }

    private Stream<Point> down(double x, int first, int last) {
        return Stream.of(new Point(x, tops[first]), new Point(x, bottoms[last]));
    }

    /** The width of everything. */
    double width() {
        return right + lanes.count() * LANE;
    }

    /** The height of everything. */
    double height() {
        return bottoms[bottoms.length - 1];
    }
}
