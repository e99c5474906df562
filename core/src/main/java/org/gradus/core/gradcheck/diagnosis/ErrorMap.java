package org.gradus.core.gradcheck.diagnosis;

import java.util.List;
import java.util.Locale;
import org.gradus.core.gradcheck.DenseJacobian;
import org.gradus.core.gradcheck.Part;

/**
 * The errors of a Jacobian as a heat map: a row an output element, a column an input element, white where the tape and
 * the differences agree, and from yellow to dark red the more they differ, on a scale of powers of ten.
 */
public record ErrorMap(DenseJacobian jacobian) {

    /** So many cells a side; of more elements several share one, which shows the worst. */
    private static final int MOST_CELLS = 96;
    private static final int WIDTH = 640;
    private static final int LEFT = 140;
    private static final int TOP = 60;
    private static final int LEGEND = 70;

    /** Relative errors below the first are white, beyond the last darkest. */
    private static final double[] STEPS = {1e-7, 1e-5, 1e-3, 1e-1};
    private static final List<String> COLOURS = List.of("#ffffff", "#ffe48a", "#f79256", "#d1495b", "#6a040f");

    /** The picture as an SVG document. */
    public String svg() {
        int rows = Math.max(1, Math.min(MOST_CELLS, jacobian.rows()));
        int columns = Math.max(1, Math.min(MOST_CELLS, jacobian.columns()));
        double cell = Math.max(4, Math.min(28, (double) WIDTH / Math.max(rows, columns)));
        double width = LEFT + columns * cell + 20;
        double height = TOP + rows * cell + LEGEND;
        var svg = new StringBuilder();
        add(svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" font-family=\"sans-serif\" font-size=\"12\">%n",
                Math.max(width, LEFT + 420), height);
        add(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"#fbfbf9\"/>%n");
        add(svg, "<text x=\"%d\" y=\"20\" font-size=\"14\">|analytic − numeric| relative to the largest derivative</text>%n",
                LEFT);
        double scale = scale();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                add(svg, "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"%s\" stroke=\"#ddd\" stroke-width=\"0.4\"/>%n",
                        LEFT + column * cell, TOP + row * cell, cell, cell,
                        colour(worst(row, rows, column, columns) / scale));
            }
        }
        names(svg, cell * columns / Math.max(1, jacobian.columns()), cell * rows / Math.max(1, jacobian.rows()));
        legend(svg, TOP + rows * cell + 24);
        return svg.append("</svg>\n").toString();
    }

    private static void add(StringBuilder svg, String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments));
    }

    /** Inputs above the columns and outputs beside the rows, each where its first element is. */
    private void names(StringBuilder svg, double perColumn, double perRow) {
        double x = LEFT;
        for (Part input : jacobian.inputs()) {
            add(svg, "<line x1=\"%.2f\" y1=\"%d\" x2=\"%.2f\" y2=\"%d\" stroke=\"#333\"/>%n", x, TOP - 14, x, TOP);
            add(svg, "<text x=\"%.2f\" y=\"%d\">%s</text>%n", x + 3, TOP - 5, escaped(label(input)));
            x += input.shape().numel() * perColumn;
        }
        double y = TOP;
        for (Part output : jacobian.outputs()) {
            add(svg, "<line x1=\"%d\" y1=\"%.2f\" x2=\"%d\" y2=\"%.2f\" stroke=\"#333\"/>%n", LEFT - 14, y, LEFT, y);
            add(svg, "<text x=\"%d\" y=\"%.2f\" text-anchor=\"end\">%s</text>%n", LEFT - 4, y + 13,
                    escaped(label(output)));
            y += output.shape().numel() * perRow;
        }
    }

    private static String label(Part part) {
        return part.name() + " " + part.shape();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static void legend(StringBuilder svg, double y) {
        for (int i = 0; i < COLOURS.size(); i++) {
            double x = LEFT + i * 68;
            add(svg, "<rect x=\"%.0f\" y=\"%.0f\" width=\"14\" height=\"14\" fill=\"%s\" stroke=\"#999\"/>%n", x, y,
                    COLOURS.get(i));
            add(svg, "<text x=\"%.0f\" y=\"%.0f\">%s</text>%n", x + 18, y + 12,
                    i == 0 ? "&lt; 1e-7" : "≥ %.0e".formatted(STEPS[i - 1]));
        }
    }

    private static String colour(double error) {
        int step = 0;
        while (step < STEPS.length && !(error < STEPS[step])) {
            step++;
        }
        return COLOURS.get(step);
    }

    private double scale() {
        double largest = 0;
        for (double value : jacobian.numeric().toArray()) {
            largest = Double.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
        }
        return largest == 0 ? 1 : largest;
    }

    /** The largest error beyond what differences can tell in a cell; NaN counts as largest. */
    private double worst(int row, int rows, int column, int columns) {
        double worst = 0;
        for (int r = from(row, rows, jacobian.rows()); r < from(row + 1, rows, jacobian.rows()); r++) {
            for (int c = from(column, columns, jacobian.columns()); c < from(column + 1, columns,
                    jacobian.columns()); c++) {
                double error = Math.abs(jacobian.error(r, c))
                        - jacobian.uncertainty().get(r * jacobian.columns() + c);
                worst = Math.max(worst, Double.isNaN(error) ? Double.POSITIVE_INFINITY : error);
            }
        }
        return worst;
    }

    private static int from(int cell, int cells, int elements) {
        return (int) ((long) cell * elements / cells);
    }
}
