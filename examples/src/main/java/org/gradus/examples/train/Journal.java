package org.gradus.examples.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.gradus.examples.console.ProgressBar;
import org.gradus.examples.report.EpochResult;
import org.gradus.examples.report.EpochResult.Score;
import org.gradus.examples.report.Metrics;
import org.gradus.examples.report.RunFolder;

/** Keeps account of a training run: on the console, in the file of metrics, and for the picture at the end. */
final class Journal implements AutoCloseable {

    private final PrintWriter out;
    private final int epochs;
    private final int samples;
    private final Metrics metrics;
    private final List<Double> losses = new ArrayList<>();
    private final List<EpochResult> results = new ArrayList<>();
    private ProgressBar bar;
    private long begun;
    private long lastStep;
    private int seen;

    /**
     * Begins a run of some epochs over so many samples each.
     *
     * @throws IOException if the file of metrics cannot be written
     */
    Journal(PrintWriter out, RunFolder folder, int epochs, int samples) throws IOException {
        this.out = out;
        this.epochs = epochs;
        this.samples = samples;
        this.metrics = new Metrics(folder);
        this.bar = progress();
    }

    private ProgressBar progress() {
        return new ProgressBar(out, title(), samples);
    }

    private String title() {
        return "epoch %d/%d".formatted(results.size() + 1, epochs);
    }

    void beginEpoch() {
        bar = progress();
        begun = System.nanoTime();
        seen = 0;
    }

    /** A batch of so many samples was learnt from; its loss before that. */
    void step(int batchSize, double loss) {
        lastStep = System.nanoTime();
        seen += batchSize;
        losses.add(loss);
        metrics.step(losses.size(), loss);
        bar.update(seen, loss);
    }

    void endEpoch(Score train, Score test) {
        double seconds = (lastStep - begun) / 1e9;
        bar.finish("%s  training: loss %.4f, %5.2f %% right   test: loss %.4f, %5.2f %% right   %.1f s, %,.0f images/s"
                .formatted(title(), train.loss(), 100 * train.accuracy(), test.loss(), 100 * test.accuracy(), seconds,
                        samples / seconds));
        var result = new EpochResult(results.size() + 1, train, test, seconds);
        results.add(result);
        metrics.epoch(result);
    }

    /** The loss of every step so far. */
    List<Double> losses() {
        return losses;
    }

    /** What came of every epoch so far. */
    List<EpochResult> results() {
        return results;
    }

    /** Ends the run; the file of metrics takes its name. */
    void complete() throws IOException {
        metrics.complete();
    }

    @Override
    public void close() throws IOException {
        metrics.close();
    }
}
