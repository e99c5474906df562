package org.gradus.optim.training;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.core.data.DataLoader;
import org.gradus.layers.Layer;
import org.gradus.layers.Loss;
import org.gradus.optim.Optimizer;
import org.gradus.optim.StateDict;
import org.gradus.optim.training.TrainingStep.NonFiniteLoss;
import org.gradus.optim.training.TrainingStep.Seen;

/**
 * Trains a model: the loop that can be written by hand, with the same bits as that one.
 *
 * {@snippet :
 * var trainer = new Trainer(model, new CrossEntropyLoss(), optimizer, TrainerOptions.epochs(8)
 *         .withValidation(test)
 *         .withMetric("accuracy", Accuracy::new)
 *         .withSchedule(Schedule.perEpoch(new StepLR(optimizer, 3)))
 *         .withCallback(new Checkpoint(folder)));
 * trainer.fit(train);
 * }
 *
 * <p>
 * For every step the gradients are forgotten, the model is applied to a batch, the loss is differentiated and the
 * optimiser changes the parameters; with k batches accumulated, the loss is their mean loss, each batch counting the same.
 *
 * <p>
 * A training can be stopped after any step and resumed from {@link #stateDict}, in another process too: everything that
 * comes then is bit for bit what would have come without the stop. The state knows the generators that random numbers are
 * drawn from: the global one, those of the loaders' own, and those that the options name.
 */
public final class Trainer {

    private final Layer model;
    private final Loss loss;
    private final Optimizer<?> optimizer;
    private final TrainerOptions options;
    private final TrainingStep training;
    private final RunningScore score;
    private final LoaderPosition position = new LoaderPosition();
    private int epochsDone;
    private long steps;
    private double lastLoss = Double.NaN;
    private double lastLearningRate = Double.NaN;
    private int batches;
    private boolean stopped;

    /**
     * A training that has not begun.
     *
     * @param model gives scores
     * @param loss compares them with targets, and gives the mean over a batch
     * @param optimizer changes the model's parameters
     */
    public Trainer(Layer model, Loss loss, Optimizer<?> optimizer, TrainerOptions options) {
        this.model = model;
        this.loss = loss;
        this.optimizer = optimizer;
        this.options = options;
        training = new TrainingStep(model, loss, optimizer, options.clipNorm());
        score = new RunningScore(options.metrics());
    }

    /** What is trained. */
    public Layer model() {
        return model;
    }

    /** What scores are compared with targets by. */
    public Loss loss() {
        return loss;
    }

    /** What changes the parameters. */
    public Optimizer<?> optimizer() {
        return optimizer;
    }

    /** How it trains. */
    public TrainerOptions options() {
        return options;
    }

    /** How many epochs are complete. */
    public int epochs() {
        return epochsDone;
    }

    /** How many steps were taken. */
    public long steps() {
        return steps;
    }

    /**
     * Trains until all epochs are complete or {@link #stop} is called; goes on where the training stands. The model is in
     * training mode meanwhile, and afterwards in the mode in which it came.
     *
     * @return what came of the epochs that were completed now
     * @throws ArithmeticException if the loss of a step is infinite or NaN, before it changes a parameter
     * @throws IllegalArgumentException if the loss gives more than one number, or the training was stopped within an epoch
     *         of another loader
     */
    public ImmutableList<EpochResults> fit(DataLoader loader) {
        ImmutableList.Builder<EpochResults> results = ImmutableList.builder();
        Runnable formerModes = Modes.of(model);
        stopped = false;
        position.attach(loader);
        batches = loader.batches();
        try {
            tell(callback -> callback.onFitBegin(context()));
            while (!stopped && epochsDone < options.epochs()) {
                if (trainOneEpoch(loader)) {
                    results.add(completeEpoch());
                }
            }
            tell(callback -> callback.onFitEnd(context()));
        } finally {
            formerModes.run();
        }
        return results.build();
    }

    /** Has {@link #fit} return after the present step, or before the next one. */
    public void stop() {
        stopped = true;
    }

    /** Begins an epoch or goes on with one; whether it came to its end. */
    private boolean trainOneEpoch(DataLoader loader) {
        boolean begins = !position.isWithinEpoch();
        Iterator<Batch> rest = position.open(loader);
        if (begins) {
            score.reset();
            tell(callback -> callback.onEpochBegin(context()));
        }
        model.train();
        while (!stopped && rest.hasNext()) {
            step(rest);
        }
        return !stopped;
    }

    private void step(Iterator<Batch> rest) {
        List<Batch> taken = new ArrayList<>();
        for (int left = Math.min(options.accumulate(), batches - position.taken()); left > 0; left--) {
            taken.add(rest.next());
        }
        double learningRate = learningRate();
        List<Seen> seen = take(taken);
        position.take(taken.size());
        steps++;
        lastLoss = TrainingStep.meanLoss(seen);
        lastLearningRate = learningRate;
        seen.forEach(each -> score.update(each.loss(), each.scores(), each.batch()));
        if (options.schedule() != null) {
            options.schedule().afterStep();
        }
        tell(callback -> callback.onStep(context()));
        tell(callback -> callback.onSettled(context()));
    }

    private List<Seen> take(List<Batch> taken) {
        try {
            return training.take(taken);
        } catch (NonFiniteLoss e) {
            throw new ArithmeticException(
                    "[trainer] the loss of step %s, in epoch %s after %s batches, is %s, and the parameters were left as they were; lower the learning rate %s, bound the gradients by withClipNorm, or find the operation with Tape.detectAnomaly"
                            .formatted(steps + 1, epochsDone + 1, position.taken(), e.loss(), learningRate()));
        }
    }

    private double learningRate() {
        return optimizer.groups().getFirst().learningRate();
    }

    private EpochResults completeEpoch() {
        Evaluation validation = options.validation() == null ? null : evaluate(options.validation());
        epochsDone++;
        position.close();
        var results = new EpochResults(epochsDone, steps, lastLearningRate, score.value(), validation);
        if (options.schedule() != null) {
            options.schedule().afterEpoch(results);
        }
        tell(callback -> callback.onEpochEnd(context(), results));
        tell(callback -> callback.onSettled(context()));
        return results;
    }

    /** Judges the model on all batches, in evaluation mode and without recording; it is left in the mode in which it came. */
    public Evaluation evaluate(DataLoader loader) {
        var judged = new RunningScore(options.metrics());
        Runnable formerModes = Modes.of(model);
        model.eval();
        try {
            for (Batch batch : loader) {
                Tape.noGrad(() -> {
                    Tensor scores = model.forward(batch.inputs());
                    Tensor value = TrainingStep.checked(loss.forward(scores, batch.targets()));
                    judged.update(value.item(), scores, batch);
                });
            }
        } finally {
            formerModes.run();
        }
        return judged.value();
    }

    private void tell(Consumer<Callback> event) {
        options.callbacks().forEach(event);
    }

    private TrainingContext context() {
        int epoch = epochsDone + (position.isWithinEpoch() ? 1 : 0);
        return new TrainingContext(this, epoch, options.epochs(), steps, position.taken(), batches, lastLoss,
                lastLearningRate);
    }

    /**
     * The state of the whole training, which later steps do not change: the model under {@code model.}, the optimiser under
     * {@code optimizer.}, the schedule, the loss, running sums, generators, the place in the epoch, and the callbacks.
     *
     * <p>
     * It is to be taken between steps, by a callback in {@link Callback#onSettled} for one.
     */
    public StateDict stateDict() {
        return new TrainingState(this).save();
    }

    /**
     * Goes on where a state was taken: {@link #fit} gives the bits that it would have given there. Callbacks that the state
     * does not know stay as they are.
     *
     * @throws IllegalArgumentException if the state does not fit model, optimiser, schedule, loss, metrics, generators or
     *         callbacks; nothing is changed then
     */
    public void loadStateDict(StateDict state) {
        new TrainingState(this).load(state);
    }

    /** The numbers that say how far the training has come. */
    record Counters(int epochs, long steps, double loss, double learningRate) {}

    Counters counters() {
        return new Counters(epochsDone, steps, lastLoss, lastLearningRate);
    }

    void setCounters(Counters counters) {
        epochsDone = counters.epochs();
        steps = counters.steps();
        lastLoss = counters.loss();
        lastLearningRate = counters.learningRate();
    }

    RunningScore score() {
        return score;
    }

    LoaderPosition position() {
        return position;
    }

    TrainingStep training() {
        return training;
    }
}
