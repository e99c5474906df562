package org.gradus.examples.report;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.gradus.examples.report.History.Epoch;
import org.gradus.examples.report.History.Step;

/** The chapter on how a training went: loss, accuracy and learning rate over the epochs. */
final class Curves {

    /** Of a line's thousands of points nobody sees more. */
    private static final int BUCKETS = 700;

    /** The smoothed loss remembers this part of the training, or so many steps if those are more. */
    private static final double MEMORY = 0.02;
    private static final double LEAST_MEMORY = 10;

    private final History history;

    private Curves(History history) {
        this.history = history;
    }

    static Section of(Subject subject) {
        return new Curves(subject.history()).section();
    }

    private Section section() {
        List<Html> parts = new ArrayList<>();
        if (history.steps().isEmpty()) {
            parts.add(Section
                    .note("The run's folder holds no " + History.FILE + ", and so nothing is known of its course."));
        } else {
            add(parts, loss(), "Loss.",
                    "Cross-entropy, on a logarithmic scale if it spans a power of ten. Pale: every training step's batch. Blue: the same, smoothed. Green marks: the mean of an epoch while the weights were changing. Orange marks: the test pictures after the epoch. Where orange turns upwards while blue still falls, the network begins to learn its training pictures by heart.");
            add(parts, accuracy(), "Accuracy.",
                    "The share of pictures that are classified rightly. In training it is counted while the weights change, and with dropout and augmentation, so that the test's may be above it.");
            add(parts, learningRate(), "Learning rate.",
                    "How far each step went along the gradient, as the schedule had it.");
        }
        return new Section("training", "Training", parts);
    }

    private static void add(List<Html> parts, LineChart chart, String title, String reading) {
        if (!chart.isEmpty()) {
            parts.add(Section.figure(chart.image(title + " " + reading), title, reading));
        }
    }

    private LineChart chart(String yTitle) {
        double end = Math.max(1, history.steps().getLast().step() / history.stepsAnEpoch());
        return new LineChart("epoch", yTitle).withXRange(0, history.epochs().isEmpty() ? history.steps().size() : end);
    }

    private LineChart loss() {
        ImmutableList<Step> shown = envelope(history.steps());
        return chart("cross-entropy").withLogY()
                .line("each step", places(shown), values(shown, Step::loss), LineChart.PALE, 1)
                .line("smoothed", places(history.steps()), smoothed(), LineChart.BLUE, 2.2)
                .marked("training, mean of the epoch", middles(), epochs(Epoch::trainLoss), LineChart.GREEN)
                .marked("test, after the epoch", ends(), epochs(Epoch::testLoss), LineChart.ORANGE);
    }

    private LineChart accuracy() {
        return chart("accuracy")
                .marked("training, over the epoch", middles(), epochs(Epoch::trainAccuracy), LineChart.GREEN)
                .marked("test, after the epoch", ends(), epochs(Epoch::testAccuracy), LineChart.ORANGE);
    }

    private LineChart learningRate() {
        ImmutableList<Step> shown = envelope(history.steps());
        return chart("learning rate").line("learning rate", places(shown), values(shown, Step::learningRate),
                LineChart.BLUE, 2.2);
    }

    /** Those with the least and the largest loss of every bucket, in their order. */
    private static ImmutableList<Step> envelope(List<Step> steps) {
        int size = Math.ceilDiv(steps.size(), BUCKETS);
        if (size <= 2) {
            return ImmutableList.copyOf(steps);
        }
        ImmutableList.Builder<Step> kept = ImmutableList.builder();
        for (int from = 0; from < steps.size(); from += size) {
            Step least = steps.get(from);
            Step largest = least;
            for (Step step : steps.subList(from, Math.min(steps.size(), from + size))) {
                least = step.loss() < least.loss() ? step : least;
                largest = step.loss() > largest.loss() ? step : largest;
            }
            kept.add(least.step() <= largest.step() ? least : largest);
            if (least != largest) {
                kept.add(least.step() <= largest.step() ? largest : least);
            }
        }
        return kept.build();
    }

    /** The exponentially weighted mean, corrected for its beginning at 0. */
    private double[] smoothed() {
        double keep = 1 - 1 / Math.max(LEAST_MEMORY, MEMORY * history.steps().size());
        double[] means = new double[history.steps().size()];
        double mean = 0;
        double weight = 0;
        for (int i = 0; i < means.length; i++) {
            double loss = history.steps().get(i).loss();
            if (Double.isFinite(loss)) {
                mean = keep * mean + (1 - keep) * loss;
                weight = keep * weight + (1 - keep);
            }
            means[i] = mean / weight;
        }
        return means;
    }

    /** A step's place on the axis of epochs, in its own middle. */
    private double[] places(List<Step> steps) {
        return values(steps, step -> (step.step() - 0.5) / history.stepsAnEpoch());
    }

    private double[] middles() {
        return epochs(epoch -> epoch.epoch() - 0.5);
    }

    private double[] ends() {
        return epochs(Epoch::epoch);
    }

    private double[] epochs(ToDoubleFunction<Epoch> value) {
        return history.epochs().stream().mapToDouble(value).toArray();
    }

    private static double[] values(List<Step> steps, ToDoubleFunction<Step> value) {
        return IntStream.range(0, steps.size()).mapToDouble(i -> value.applyAsDouble(steps.get(i))).toArray();
    }
}
