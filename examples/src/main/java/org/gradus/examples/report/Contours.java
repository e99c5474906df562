package org.gradus.examples.report;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** A relief from above: colours, and lines of equal loss by marching squares. */
final class Contours {

    private static final int LINES = 9;
    private static final double SIDE = 400;
    private static final int PIXELS = 200;

    private final Relief relief;
    private final double cell;

    private Contours(Relief relief) {
        this.relief = relief;
        this.cell = SIDE / (relief.side() - 1);
    }

    static Html of(Relief relief) {
        return new Contours(relief).html();
    }

    private Html html() {
        List<Html> drawn = new ArrayList<>();
        drawn.add(
                Html.element("image").with("width", SIDE).with("height", SIDE).with("href", Pixels.dataUri(colors())));
        for (int line = 1; line <= LINES; line++) {
            double height = (double) line / (LINES + 1);
            drawn.add(Html.element("path", Html.element("title", "loss %.3g".formatted(relief.loss(height))))
                    .with("d", path(height)).with("fill", "none").with("stroke", "#ffffff")
                    .with("stroke-width", 1.2).with("stroke-opacity", 0.85));
        }
        drawn.add(Html.element("path").with("d", "M%1$.1f %2$.1fm-6 0h12m-6 -6v12".formatted(SIDE / 2, SIDE / 2))
                .with("stroke", "#e6741f").with("stroke-width", 2.5));
        return Html.element("svg").with("viewBox", "0 0 %.0f %.0f".formatted(SIDE, SIDE)).with("role", "img")
                .and(Html.join(drawn));
    }

    private BufferedImage colors() {
        double last = relief.side() - 1;
        return Pixels.draw(PIXELS, PIXELS, i -> ColorMap.HEIGHT.rgb(
                relief.height(last * (1 - (i / PIXELS + 0.5) / PIXELS), last * (i % PIXELS + 0.5) / PIXELS)));
    }

    private static String number(double value) {
        return "%.1f".formatted(value);
    }

    private String path(double level) {
        var path = new StringBuilder();
        for (int row = 0; row < relief.side() - 1; row++) {
            for (int column = 0; column < relief.side() - 1; column++) {
                List<String> crossings = crossings(row, column, level);
                for (int i = 0; i + 1 < crossings.size(); i += 2) {
                    path.append('M').append(crossings.get(i)).append('L').append(crossings.get(i + 1));
                }
            }
        }
        return path.toString();
    }

    /** Where the line crosses the sides of a square, going around it: none, two, or at a saddle four. */
    private List<String> crossings(int row, int column, double level) {
        int[][] corners = {{row, column}, {row, column + 1}, {row + 1, column + 1}, {row + 1, column}};
        List<String> crossings = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int[] from = corners[i];
            int[] to = corners[(i + 1) % 4];
            double below = relief.height(from[0], from[1]) - level;
            double above = relief.height(to[0], to[1]) - level;
            if (below < 0 != above < 0 && !Double.isNaN(below + above)) {
                double way = below / (below - above);
                crossings.add(number((from[1] + way * (to[1] - from[1])) * cell) + " "
                        + number(SIDE - (from[0] + way * (to[0] - from[0])) * cell));
            }
        }
        return crossings;
    }
}
