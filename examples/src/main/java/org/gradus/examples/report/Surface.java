package org.gradus.examples.report;

import java.util.ArrayList;
import java.util.List;

/** A relief seen from a corner above: its squares are painted from the far ones to the near ones. */
final class Surface {

    private static final double WIDTH = 460;
    private static final double HEIGHT = 400;
    private static final double DEPTH = 190;
    private static final double RISE = 170;
    private static final double MARGIN = 14;

    private final Relief relief;

    private Surface(Relief relief) {
        this.relief = relief;
    }

    static Html of(Relief relief) {
        return new Surface(relief).html();
    }

    private Html html() {
        List<Html> squares = new ArrayList<>();
        int last = relief.side() - 1;
        for (int distance = 0; distance <= 2 * (last - 1); distance++) {
            for (int row = Math.max(0, distance - last + 1); row <= Math.min(distance, last - 1); row++) {
                add(squares, row, distance - row);
            }
        }
        return Html.element("svg").with("viewBox", "0 0 %.0f %.0f".formatted(WIDTH, HEIGHT)).with("role", "img")
                .with("stroke", "#ffffff").with("stroke-width", 0.5).with("stroke-linejoin", "round")
                .and(Html.join(squares));
    }

    private void add(List<Html> squares, int row, int column) {
        double mean = (relief.height(row, column) + relief.height(row + 1, column) + relief.height(row, column + 1)
                + relief.height(row + 1, column + 1)) / 4;
        if (!Double.isNaN(mean)) {
            squares.add(Html.element("path").with("fill", ColorMap.HEIGHT.css(mean)).with("d",
                    "M" + point(row, column) + "L" + point(row, column + 1) + "L" + point(row + 1, column + 1) + "L"
                            + point(row + 1, column) + "Z"));
        }
    }

    /** Rows go to the left and near, columns to the right and near. */
    private String point(int row, int column) {
        double y = (double) row / (relief.side() - 1);
        double x = (double) column / (relief.side() - 1);
        return "%.1f %.1f".formatted(WIDTH / 2 + (x - y) * (WIDTH / 2 - MARGIN),
                MARGIN + RISE + (x + y) / 2 * DEPTH - relief.height(row, column) * RISE
                        + (HEIGHT - 2 * MARGIN - RISE - DEPTH) / 2);
    }
}
