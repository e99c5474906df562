package org.gradus.examples.report;

import com.google.common.primitives.Longs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradus.core.Autograd;
import org.gradus.core.GradOptions;
import org.gradus.core.Parameter;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.layers.CrossEntropyLoss;
import org.gradus.models.insight.Histogram;

/** The chapter on how weights and their gradients are distributed, layer by layer. */
final class Distributions {

    private static final int LAYERS = 12;
    private static final int BINS = 48;
    private static final int PICTURES = 128;
    private static final double WIDTH = 220;
    private static final double HEIGHT = 80;

    private Distributions() {}

    static Section of(Subject subject) {
        Batch batch = subject.train().prepared().batch(subject.train().spread(PICTURES));
        List<Map.Entry<String, Parameter>> weights = subject.network().namedParameters().entrySet().stream()
                .filter(entry -> entry.getValue().shape().rank() >= 2).toList();
        List<Tensor> gradients = gradients(subject, batch, weights.stream().map(Map.Entry::getValue).toList());
        int number = Math.min(LAYERS, weights.size());
        List<Html> rows = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            int chosen = number == 1 ? 0 : i * (weights.size() - 1) / (number - 1);
            Tensor weight = weights.get(chosen).getValue().detach();
            rows.add(Html.element("div", Html.element("h4", weights.get(chosen).getKey()),
                    picture(weight, "#2166ac"), picture(gradients.get(chosen), "#e6741f")).with("class", "pair"));
        }
        return new Section("distributions", "Weights and gradients", List.of(Section.figure(
                Html.element("div").with("class", "pairs").and(Html.join(rows)),
                "Weights (blue) and their gradients (orange),",
                "%d of %d layers. Each histogram goes from the least to the largest number, which stand below it, with the standard deviation σ between them. The gradients are those of the mean loss of %d training pictures, with dropout off and normalisations by their running statistics. Gradients whose σ shrinks by orders of magnitude towards the first layers vanish; weights at two humps or far tails deserve a look."
                        .formatted(number, weights.size(), batch.size()))));
    }

    /** Leaves no trace in the network. */
    private static List<Tensor> gradients(Subject subject, Batch batch, List<Parameter> weights) {
        return Tape.withGrad(() -> {
            Tensor loss = new CrossEntropyLoss().forward(subject.network().forward(batch.inputs()), batch.targets());
            return Autograd.grad(List.of(loss), List.copyOf(weights), GradOptions.DEFAULT);
        });
    }

    private static Html picture(Tensor values, String color) {
        Histogram histogram = Histogram.of(values, BINS);
        long[] counts = histogram.counts().toArray();
        double most = Math.max(1, Longs.max(counts));
        double bar = WIDTH / BINS;
        String path = "M0 %.0f".formatted(HEIGHT)
                + String.join("", IntStream.range(0, BINS).mapToObj(bin -> "V%.1fH%.1f"
                        .formatted(HEIGHT * (1 - counts[bin] / most), (bin + 1) * bar)).toList())
                + "V%.0fZ".formatted(HEIGHT);
        List<Html> drawn = new ArrayList<>();
        if (histogram.low() < 0 && histogram.high() > 0) {
            double zero = -histogram.low() / (histogram.high() - histogram.low()) * WIDTH;
            drawn.add(Html.element("line").with("x1", "%.1f".formatted(zero)).with("x2", "%.1f".formatted(zero))
                    .with("y1", 0).with("y2", HEIGHT).with("stroke", "#c8ced6"));
        }
        drawn.add(Html.element("path").with("d", path).with("fill", color).with("fill-opacity", 0.8));
        Html svg = Html.element("svg").with("viewBox", "0 0 %.0f %.0f".formatted(WIDTH, HEIGHT)).and(Html.join(drawn));
        String finite = "%.2g".formatted(histogram.low());
        String between = histogram.notFinite() > 0
                ? "%,d not finite".formatted(histogram.notFinite())
                : "σ %.2g".formatted(values.numel() > 1 ? values.std().item() : 0);
        return Html.element("div", svg, Html.element("p", Html.element("span", finite), Html.element("span", between),
                Html.element("span", "%.2g".formatted(histogram.high())))).with("class", "histogram");
    }
}
