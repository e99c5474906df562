package org.gradus.examples.fit;

import static org.gradus.examples.fit.TrainingOptions.ACCURACY;

import java.io.PrintWriter;
import org.gradus.examples.console.ProgressBar;
import org.gradus.optim.training.Callback;
import org.gradus.optim.training.EpochResults;
import org.gradus.optim.training.Evaluation;
import org.gradus.optim.training.TrainingContext;

/** Shows every epoch as a bar that grows, and then as a line that says what came of it. */
final class EpochBars implements Callback {

    private final PrintWriter out;
    private final int samples;
    private final int batchSize;
    private ProgressBar bar;
    private long begun;
    private long lastStep;

    /** Of epochs of so many samples, taken in batches. */
    EpochBars(PrintWriter out, int samples, int batchSize) {
        this.out = out;
        this.samples = samples;
        this.batchSize = batchSize;
        this.bar = new ProgressBar(out, "", samples);
    }

    @Override
    public void onEpochBegin(TrainingContext context) {
        bar = new ProgressBar(out, "epoch %d/%d".formatted(context.epoch(), context.epochs()), samples);
        begun = System.nanoTime();
    }

    @Override
    public void onStep(TrainingContext context) {
        lastStep = System.nanoTime();
        bar.update(Math.min(samples, (long) batchSize * context.batch()), context.loss());
    }

    @Override
    public void onEpochEnd(TrainingContext context, EpochResults results) {
        double seconds = (lastStep - begun) / 1e9;
        String test = results.validation() == null ? "" : "   test: " + right(results.validation());
        bar.finish("epoch %d/%d  training: %s%s   %.1f s, %,.0f images/s".formatted(results.epoch(), context.epochs(),
                right(results.train()), test, seconds, samples / seconds));
    }

    private static String right(Evaluation evaluation) {
        return "loss %.4f, %5.2f %% right".formatted(evaluation.loss(), 100 * evaluation.metrics().get(ACCURACY));
    }
}
