package org.gradus.optim.training;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.gradus.core.data.Batch;
import org.gradus.core.data.DataLoader;
import org.gradus.optim.training.LearningRateTrials.Trial;
import org.gradus.optim.training.TrainingStep.NonFiniteLoss;

/**
 * Trains with exponentially growing learning rates until the loss does, to show which rates are too small, good, and too
 * large.
 *
 * <p>
 * Source: L. N. Smith, <i>Cyclical learning rates for training neural networks</i>, WACV 2017 (arXiv 2015), section 3.3.
 */
public final class LearningRateFinder {

    private final Trainer trainer;
    private final LearningRateFinderOptions options;

    private LearningRateFinder(Trainer trainer, LearningRateFinderOptions options) {
        this.trainer = trainer;
        this.options = options;
    }

    /** Tries {@link LearningRateFinderOptions#DEFAULT}; see {@link #find(Trainer, DataLoader, LearningRateFinderOptions)}. */
    public static LearningRateTrials find(Trainer trainer, DataLoader loader) {
        return find(trainer, loader, LearningRateFinderOptions.DEFAULT);
    }

    /**
     * Tries learning rates from where a trainer stands, all groups of its optimiser having the same one, with its
     * accumulation and its bound of gradients but without its schedule and callbacks. Afterwards model, loss, gradients,
     * optimiser and generators are exactly what they were.
     *
     * @param loader batches to learn from, begun anew as often as needed
     */
    public static LearningRateTrials find(Trainer trainer, DataLoader loader, LearningRateFinderOptions options) {
        Runnable restore = restorer(trainer, loader);
        try {
            trainer.model().train();
            return new LearningRateFinder(trainer, options).search(loader);
        } finally {
            restore.run();
        }
    }

    private static Runnable restorer(Trainer trainer, DataLoader loader) {
        List<Runnable> changes = new ArrayList<>();
        var model = trainer.model().stateDict();
        changes.add(() -> trainer.model().loadStateDict(model));
        var loss = trainer.loss().stateDict();
        changes.add(() -> trainer.loss().loadStateDict(loss));
        var optimizer = trainer.optimizer().stateDict();
        changes.add(() -> trainer.optimizer().loadStateDict(optimizer));
        changes.add(Modes.of(trainer.model()));
        for (var parameter : trainer.training().parameters()) {
            if (parameter.requiresGrad()) {
                var gradient = parameter.grad();
                changes.add(gradient == null ? parameter::zeroGrad : () -> parameter.setGrad(gradient));
            }
        }
        var generators = new ArrayList<>(new TrainingState(trainer).generators());
        if (loader.options().rng() != null) {
            generators.add(loader.options().rng());
        }
        for (var generator : generators) {
            var state = generator.state();
            changes.add(() -> generator.restore(state));
        }
        return () -> changes.forEach(Runnable::run);
    }

    private LearningRateTrials search(DataLoader loader) {
        List<Trial> trials = new ArrayList<>();
        Iterator<Batch> batches = loader.iterator();
        double mean = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int step = 0; step < options.steps(); step++) {
            if (!batches.hasNext()) {
                batches = loader.iterator();
            }
            double rate = options.rate(step);
            double loss = loss(batches, rate);
            mean = options.smoothing() * mean + (1 - options.smoothing()) * loss;
            double smoothed = mean / (1 - Math.pow(options.smoothing(), step + 1));
            least = Math.min(least, smoothed);
            if (Double.isNaN(smoothed) || smoothed > options.divergence() * least) {
                break;
            }
            trials.add(new Trial(rate, loss, smoothed));
        }
        return new LearningRateTrials(ImmutableList.copyOf(trials));
    }

    /** Takes a step of the accumulated batches that are there; NaN if the loss is no finite number. */
    private double loss(Iterator<Batch> batches, double rate) {
        trainer.optimizer().groups().forEach(group -> group.setLearningRate(rate));
        List<Batch> taken = new ArrayList<>();
        while (taken.size() < trainer.options().accumulate() && batches.hasNext()) {
            taken.add(batches.next());
        }
        try {
            return TrainingStep.meanLoss(trainer.training().take(taken));
        } catch (NonFiniteLoss e) {
            return Double.NaN;
        }
    }
}
