package org.gradus.examples.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.core.io.SafeTensors;
import org.gradus.examples.report.DigitGrid;
import org.gradus.examples.report.DigitGrid.Cell;
import org.gradus.examples.report.EpochResult;
import org.gradus.examples.report.LossChart;
import org.gradus.examples.report.Metrics;
import org.gradus.examples.report.Pictures;
import org.gradus.examples.report.RunFolder;
import org.gradus.models.datasets.ImageDataset;

/** The files that a training run leaves in its folder, besides {@link Metrics}. */
final class RunReport {

    private static final String SAMPLES = "digits.png";
    private static final String PREDICTIONS = "predictions.png";
    private static final String LOSS = "loss.png";
    private static final String MODEL = "model.safetensors";
    private static final int SHOWN = 20;

    private final RunFolder folder;
    private final boolean pictures;

    /** Reports to a folder; says so if pictures cannot be drawn. */
    RunReport(RunFolder folder, PrintWriter out) {
        this.folder = folder;
        var obstacle = Pictures.obstacle();
        obstacle.ifPresent(reason -> out.println("No pictures will be drawn: " + reason));
        this.pictures = obstacle.isEmpty();
    }

    /** Draws the first digits of a set with their labels. */
    void samples(ImageDataset digits) {
        Batch first = first(digits);
        draw(SAMPLES, new DigitGrid(first.size() + " digits of the training set",
                IntStream.range(0, first.size())
                        .mapToObj(i -> new Cell(pixels(first, i), Long.toString(label(first.targets(), i)), false))
                        .toList()));
    }

    /** Draws the first digits of the test set with what the model takes them for. */
    void predictions(Training training, ImageDataset digits) {
        Batch first = first(digits);
        Tensor predicted = training.predict(first.inputs()).argmax(1);
        List<Cell> cells = IntStream.range(0, first.size())
                .mapToObj(i -> prediction(pixels(first, i), label(predicted, i), label(first.targets(), i))).toList();
        long wrong = cells.stream().filter(Cell::marked).count();
        draw(PREDICTIONS, new DigitGrid(
                "Predictions for %d digits of the test set, %d wrong".formatted(first.size(), wrong), cells));
    }

    private static Cell prediction(Tensor pixels, long predicted, long label) {
        return predicted == label
                ? new Cell(pixels, Long.toString(predicted), false)
                : new Cell(pixels, "predicted %d, is %d".formatted(predicted, label), true);
    }

    /** Draws how the loss fell. */
    void loss(List<Double> steps, List<EpochResult> epochs) {
        draw(LOSS, new LossChart("Loss of the CNN on MNIST", steps, epochs));
    }

    /** Writes the model's parameters. */
    void model(Training training) throws IOException {
        SafeTensors.save(folder.path().resolve(MODEL), training.model().stateDict());
    }

    /** Says where the files are. */
    void describe(PrintWriter out) {
        out.println("Written to " + folder.path() + ":");
        if (pictures) {
            out.println("  " + SAMPLES + "         digits of the training set");
            out.println("  " + PREDICTIONS + "    digits of the test set and what they are taken for");
            out.println("  " + LOSS + "           training and test loss");
        }
        out.println("  " + MODEL + "  the trained parameters");
        out.println("  " + Metrics.FILE + "      the loss of every step, losses and accuracies of every epoch");
    }

    private void draw(String name, RunFolder.Content picture) {
        if (pictures) {
            folder.write(name, picture);
        }
    }

    private static Batch first(ImageDataset digits) {
        return digits.batch(IntStream.range(0, Math.min(SHOWN, digits.size())).toArray());
    }

    private static Tensor pixels(Batch batch, int index) {
        return batch.inputs().select(0, index).select(0, 0);
    }

    private static long label(Tensor labels, int index) {
        return (long) labels.get(index);
    }
}
