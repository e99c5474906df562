package org.gradus.examples.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines over an axis, drawn by XChart, for a page or as a picture of its own. */
public final class LineChart {

    /** Of what is looked at first. */
    public static final Color BLUE = new Color(0x2166ac);

    /** Of what that is compared with. */
    public static final Color ORANGE = new Color(0xe6741f);

    /** Of what lies behind. */
    public static final Color PALE = new Color(0xb9cfe6);

    /** Of a third. */
    public static final Color GREEN = new Color(0x2a8f5c);

    private static final Color INK = new Color(0x333b47);
    private static final Color RULE = new Color(0xe3e7ec);
    private static final double DECADE = 10;
    private static final int WIDTH = 860;
    private static final int HEIGHT = 400;

    private final XYChart chart;
    private boolean logY;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;

    /** Without lines yet. */
    public LineChart(String xTitle, String yTitle) {
        chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).xAxisTitle(xTitle).yAxisTitle(yTitle).build();
        XYStyler styler = chart.getStyler();
        styler.setChartBackgroundColor(Color.WHITE).setChartFontColor(INK).setChartTitleVisible(false)
                .setChartPadding(6).setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal).setLegendFont(font(14)).setLegendBorderColor(Color.WHITE)
                .setLegendPadding(14).setAntiAlias(true);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(RULE).setPlotGridLinesStroke(new BasicStroke(1))
                .setAxisTickMarksColor(RULE).setAxisTickLabelsColor(INK).setAxisTickLabelsFont(font(13))
                .setAxisTitleFont(font(14)).setAxisTitlePadding(6).setPlotContentSize(0.96);
        styler.setYAxisDecimalPattern("0.####").setXAxisDecimalPattern("#,##0.##");
    }

    private static Font font(int size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, size);
    }

    /** Has the horizontal axis show powers of ten. */
    public LineChart withLogX() {
        chart.getStyler().setXAxisLogarithmic(true).setXAxisDecimalPattern("0.#E0");
        return this;
    }

    /**
     * Has the vertical axis show powers of ten where the lines span one at least; what is not positive has no place there.
     */
    public LineChart withLogY() {
        logY = true;
        return this;
    }

    /** Where the horizontal axis begins and ends. */
    public LineChart withXRange(double from, double to) {
        chart.getStyler().setXAxisMin(from).setXAxisMax(to);
        return this;
    }

    /** Where the vertical axis begins and ends. */
    public LineChart withYRange(double from, double to) {
        chart.getStyler().setYAxisMin(from).setYAxisMax(to);
        return this;
    }

    /** A line of this width; points without a finite place are left out, and a line without points with them. */
    public LineChart line(String name, double[] x, double[] y, Color color, double width) {
        XYSeries series = add(name, x, y, color);
        if (series != null) {
            series.setLineStyle(SeriesLines.SOLID).setLineColor(color).setLineWidth((float) width);
            series.setMarker(SeriesMarkers.NONE);
        }
        return this;
    }

    /** A line with a mark at every point; otherwise as {@link #line}. */
    public LineChart marked(String name, double[] x, double[] y, Color color) {
        XYSeries series = add(name, x, y, color);
        if (series != null) {
            series.setLineStyle(SeriesLines.SOLID).setLineColor(color).setLineWidth(2.2f);
            series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(color);
        }
        return this;
    }

    private @Nullable XYSeries add(String name, double[] x, double[] y, Color color) {
        boolean positiveX = chart.getStyler().isXAxisLogarithmic();
        int[] shown = IntStream.range(0, x.length)
                .filter(i -> has(x[i], positiveX) && has(y[i], logY)).toArray();
        for (int i : shown) {
            lowest = Math.min(lowest, y[i]);
            highest = Math.max(highest, y[i]);
        }
        return shown.length == 0
                ? null
                : chart.addSeries(name, at(x, shown), at(y, shown));
    }

    private static boolean has(double value, boolean positive) {
        return Double.isFinite(value) && (!positive || value > 0);
    }

    private static double[] at(double[] values, int[] indices) {
        return IntStream.of(indices).mapToDouble(i -> values[i]).toArray();
    }

    /** Whether there is nothing to see. */
    boolean isEmpty() {
        return chart.getSeriesMap().isEmpty();
    }

    private XYChart finished() {
        chart.getStyler().setYAxisLogarithmic(logY && highest >= DECADE * lowest);
        return chart;
    }

    /** As PNG. */
    public void writePng(OutputStream out) throws IOException {
        BitmapEncoder.saveBitmap(finished(), out, BitmapEncoder.BitmapFormat.PNG);
    }

    /** In a page, as lines and letters. */
    Html image(String description) {
        var svg = new ByteArrayOutputStream();
        try {
            VectorGraphicsEncoder.saveVectorGraphic(finished(), svg, VectorGraphicsFormat.SVG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Html.element("img").with("alt", description).with("class", "chart").with("src",
                "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg.toByteArray()));
    }
}
