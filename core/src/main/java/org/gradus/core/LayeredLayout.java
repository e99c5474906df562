package org.gradus.core;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Places the boxes of a graph without cycles in layers, so that every arrow points down: Sugiyama, Tagawa and Toda, "Methods
 * for Visual Understanding of Hierarchical System Structures" (1981). A box lies one layer below the lowest of those that it
 * reads; arrows over several layers bend at an invisible place in each; and places are put in order of the mean position of
 * their neighbours, upwards and downwards in turn.
 */
final class LayeredLayout {

    /** Rounds of ordering; after a few hardly anything changes. */
    private static final int ROUNDS = 8;

    /** Units between boxes side by side, and from a layer to the next. */
    private static final double GAP = 24;

    /** Where something lies: a box, or a bend of an arrow, which has no size. */
    private static final class Place {

        private final int layer;
        private final double width;
        private final double height;
        private final List<Place> above = new ArrayList<>();
        private final List<Place> below = new ArrayList<>();
        private double x;
        private double y;

        Place(int layer, double width, double height) {
            this.layer = layer;
            this.width = width;
            this.height = height;
        }
    }

    /** A point of a drawing. */
    record Point(double x, double y) {}

    private final List<Place> boxes = new ArrayList<>();
    private final List<List<Place>> arrows = new ArrayList<>();
    private final List<List<Place>> layers = new ArrayList<>();

    /**
     * @param widths of the boxes
     * @param heights of the boxes
     */
    LayeredLayout(TapeGraph graph, double[] widths, double[] heights) {
        int[] layerOf = new int[widths.length];
        for (TapeGraph.Arrow arrow : graph.arrows()) { // those into a box come before those out of it
            layerOf[arrow.to()] = Math.max(layerOf[arrow.to()], layerOf[arrow.from()] + 1);
        }
        for (int box = 0; box < widths.length; box++) {
            boxes.add(placed(new Place(layerOf[box], widths[box], heights[box])));
        }
        for (TapeGraph.Arrow arrow : graph.arrows()) {
            List<Place> way = new ArrayList<>(List.of(boxes.get(arrow.from())));
            for (int layer = layerOf[arrow.from()] + 1; layer < layerOf[arrow.to()]; layer++) {
                way.add(placed(new Place(layer, 0, 0)));
            }
            way.add(boxes.get(arrow.to()));
            for (int i = 1; i < way.size(); i++) {
                way.get(i - 1).below.add(way.get(i));
                way.get(i).above.add(way.get(i - 1));
            }
            arrows.add(way);
        }
        arrange();
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
        for (List<Place> layer : layers) {
            double tallest = layer.stream().mapToDouble(place -> place.height).max().orElse(0);
            for (Place place : layer) {
                place.y = y + tallest / 2;
            }
            y += tallest + GAP;
            spread(layer);
        }
        for (int round = 0; round < ROUNDS; round++) {
            boolean down = round % 2 == 0;
            for (List<Place> layer : down ? layers : layers.reversed()) {
                for (Place place : layer) {
                    List<Place> neighbours = down ? place.above : place.below;
                    place.x = neighbours.stream().mapToDouble(each -> each.x).average().orElse(place.x);
                }
                spread(layer);
            }
        }
        double left = layers.stream().flatMap(List::stream).mapToDouble(place -> place.x - place.width / 2).min()
                .orElse(0);
        layers.forEach(layer -> layer.forEach(place -> place.x -= left));
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

    /** An arrow's points: out of the lower edge of a box, its bends, and into the upper edge of another. */
    ImmutableList<Point> way(int arrow) {
        List<Place> way = arrows.get(arrow);
        return IntStream.range(0, way.size()).mapToObj(i -> {
            Place place = way.get(i);
            double edge = i == 0 ? place.height / 2 : i == way.size() - 1 ? -place.height / 2 : 0;
            return new Point(place.x, place.y + edge);
        }).collect(ImmutableList.toImmutableList());
    }

    /** The width of everything. */
    double width() {
        return layers.stream().flatMap(List::stream).mapToDouble(place -> place.x + place.width / 2).max().orElse(0);
    }

    /** The height of everything. */
    double height() {
        return layers.stream().flatMap(List::stream).mapToDouble(place -> place.y + place.height / 2).max().orElse(0);
    }
}
