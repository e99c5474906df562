package org.gradus.examples.report;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A picture of how the loss fell: of every training step, and of training and test set an epoch.
 *
 * @param title what stands above
 * @param steps the loss of every training step
 * @param epochs what came of every epoch
 */
public record LossChart(String title, List<Double> steps, List<EpochResult> epochs)
        implements
            RunFolder.Content {

    private static final int WIDTH = 1100;
    private static final int LEAST_TICK_SPACING = 75;
    static final Color PALE_BLUE = new Color(0xaec7e8);
    static final Color ORANGE = new Color(0xff7f0e);

    /** Copies the losses. */
    public LossChart {
        steps = ImmutableList.copyOf(steps);
        epochs = ImmutableList.copyOf(epochs);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Pictures.writePng(BitmapEncoder.getBufferedImage(chart()), out);
    }

    private XYChart chart() {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(650).title(title)
                .xAxisTitle("epoch").yAxisTitle("cross-entropy").build();
        style(chart);
        XYSeries each = add(chart, "training, each step", middles(steps.size()), Doubles.toArray(steps), PALE_BLUE);
        each.setLineWidth(1);
        each.setMarker(SeriesMarkers.NONE);
        add(chart, "training, mean of the epoch", middles(epochs.size()), losses(e -> e.train().loss()), Pictures.BLUE);
        add(chart, "test, after the epoch", ends(), losses(e -> e.test().loss()), ORANGE);
        return chart;
    }

    /**
     * Where equal parts of the whole training have their middles. (With the ends of the epochs these are not evenly spaced,
     * and that is good: among evenly spaced numbers XChart would seek its ticks.)
     */
    private double[] middles(int parts) {
        return IntStream.range(0, parts).mapToDouble(i -> (i + 0.5) * epochs.size() / parts).toArray();
    }

    private double[] ends() {
        return epochs.stream().mapToDouble(EpochResult::epoch).toArray();
    }

    private double[] losses(ToDoubleFunction<EpochResult> loss) {
        return epochs.stream().mapToDouble(loss).toArray();
    }

    private static XYSeries add(XYChart chart, String name, double[] x, double[] y, Color color) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setLineColor(color).setLineStyle(SeriesLines.SOLID).setLineWidth(2.5f);
        series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(color);
        return series;
    }

    private void style(XYChart chart) {
        chart.getStyler()
                .setXAxisMin(0.0).setXAxisMax((double) epochs.size()).setYAxisMin(0.0)
                .setXAxisTickMarkSpacingHint(Math.max(LEAST_TICK_SPACING, WIDTH * 4 / 5 / epochs.size()))
                .setXAxisDecimalPattern("0.##").setYAxisDecimalPattern("0.0##")
                .setAxisTitleFont(Pictures.font(Font.PLAIN, 17)).setAxisTickLabelsFont(Pictures.font(Font.PLAIN, 15))
                .setPlotContentSize(0.97).setPlotBorderVisible(false).setChartBackgroundColor(Color.WHITE)
                .setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal)
                .setLegendFont(Pictures.font(Font.PLAIN, 16)).setLegendBorderColor(Color.WHITE).setLegendPadding(14)
                .setChartTitleFont(Pictures.font(Font.BOLD, 22)).setChartTitlePadding(14).setChartPadding(20);
    }
}
