package org.gradus.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.gradus.core.Parameter;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;

/**
 * Limited-memory BFGS: steps by the gradient times an inverse Hessian that the last steps tell of, for a loss that is the
 * same function each time, not one of changing batches. One {@link #step(Supplier)} makes up to {@code maxIter} of them:
 *
 * <pre>
 * d ← −H⁻¹·g                                         at first d ← −g
 * t ← learningRate, or as the line search says       at first learningRate·min(1, 1/‖g‖₁)
 * p ← p + t·d
 * </pre>
 *
 * {@snippet :
 * optimizer.step(() -> {
 *     optimizer.zeroGrad();
 *     Tensor loss = criterion.forward(model.forward(x), y);
 *     loss.backward();
 *     return loss;
 * });
 * }
 *
 * <p>
 * All parameters form one group and have one type.
 *
 * <p>
 * Source: D. Liu and J. Nocedal, <i>On the limited memory BFGS method for large scale optimization</i>, Mathematical
 * Programming 45, 1989.
 */
public final class LBFGS extends Optimizer<LBFGS.Options> {

    /**
     * How parameters are updated.
     *
     * @param learningRate the length of a step without line search, or the first that the search tries; positive or zero
     * @param maxIter the most steps of one call, at least 1
     * @param maxEval about the most evaluations of the loss in one call, at least 1; if absent, 5/4 of {@code maxIter}
     * @param toleranceGrad to stop when no element of the gradient is larger, positive or zero
     * @param toleranceChange to stop when neither a parameter nor the loss changes by more, positive or zero
     * @param historySize how many steps are remembered, at least 1
     * @param lineSearch how far to go along a direction
     */
    public record Options(double learningRate, int maxIter, OptionalInt maxEval, double toleranceGrad,
            double toleranceChange, int historySize, LineSearch lineSearch) implements OptimizerOptions<Options> {

        /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
        public Options {
            new OptionCheck("LBFGS").positiveOrZero("learning rate", learningRate).positive("maxIter", maxIter)
                    .positive("maxEval", maxEval.orElse(1)).positiveOrZero("tolerance of the gradient", toleranceGrad)
                    .positiveOrZero("tolerance of changes", toleranceChange).positive("history size", historySize);
        }

        @Override
        public Options withLearningRate(double value) {
            return new Options(value, maxIter, maxEval, toleranceGrad, toleranceChange, historySize, lineSearch);
        }

        /** These options with another number of steps. */
        public Options withMaxIter(int value) {
            return new Options(learningRate, value, maxEval, toleranceGrad, toleranceChange, historySize, lineSearch);
        }

        /** These options with a number of evaluations. */
        public Options withMaxEval(int value) {
            return new Options(learningRate, maxIter, OptionalInt.of(value), toleranceGrad, toleranceChange,
                    historySize,
                    lineSearch);
        }

        /** These options with another tolerance of the gradient. */
        public Options withToleranceGrad(double value) {
            return new Options(learningRate, maxIter, maxEval, value, toleranceChange, historySize, lineSearch);
        }

        /** These options with another tolerance of changes. */
        public Options withToleranceChange(double value) {
            return new Options(learningRate, maxIter, maxEval, toleranceGrad, value, historySize, lineSearch);
        }

        /** These options with another number of steps remembered. */
        public Options withHistorySize(int value) {
            return new Options(learningRate, maxIter, maxEval, toleranceGrad, toleranceChange, value, lineSearch);
        }

        /** These options with another line search. */
        public Options withLineSearch(LineSearch value) {
            return new Options(learningRate, maxIter, maxEval, toleranceGrad, toleranceChange, historySize, value);
        }

        int evaluations() {
            return maxEval.orElse(maxIter * 5 / 4);
        }

        @Override
        public Notes notes() {
            Notes notes = Notes.NONE.with("lr", learningRate).with("max_iter", maxIter)
                    .with("tolerance_grad", toleranceGrad).with("tolerance_change", toleranceChange)
                    .with("history_size", historySize).with("line_search", lineSearch);
            return maxEval.isPresent() ? notes.with("max_eval", maxEval.getAsInt()) : notes;
        }

        @Override
        public Options of(Notes notes) {
            OptionalInt evaluations = notes.has("max_eval")
                    ? OptionalInt.of(Math.toIntExact(notes.integer("max_eval")))
                    : OptionalInt.empty();
            return new Options(notes.real("lr"), Math.toIntExact(notes.integer("max_iter")), evaluations,
                    notes.real("tolerance_grad"), notes.real("tolerance_change"),
                    Math.toIntExact(notes.integer("history_size")), notes.choice("line_search", LineSearch.class));
        }
    }

    private final FlatParameters parameters;
    private LbfgsProgress progress = LbfgsProgress.START;

    /** The usual options but for the learning rate. @throws IllegalArgumentException if parameters differ in type */
    public LBFGS(List<Parameter> parameters, double learningRate) {
        this(parameters, options(learningRate));
    }

    /** An optimiser with these options. @throws IllegalArgumentException if parameters differ in type */
    public LBFGS(List<Parameter> parameters, Options options) {
        super(List.of(new ParameterGroup<>(parameters, options)));
        this.parameters = new FlatParameters(ImmutableList.copyOf(parameters));
    }

    /** The usual options: a learning rate of 1, and as {@link #options(double)}. */
    public static Options options() {
        return options(1);
    }

    /** Twenty steps a call, tolerances 1e-7 for gradients and 1e-9 for changes, a hundred steps remembered, no line search. */
    public static Options options(double learningRate) {
        return new Options(learningRate, 20, OptionalInt.empty(), 1e-7, 1e-9, 100, LineSearch.NONE);
    }

    /** How often the loss was computed so far. */
    public int evaluations() {
        return progress.evaluations();
    }

    /** How many steps were made so far. */
    public int iterations() {
        return progress.iterations();
    }

    @Override
    public void step() {
        throw new IllegalStateException("[LBFGS] computes the loss several times a step and needs a closure for it: "
                + "optimizer.step(() -> { optimizer.zeroGrad(); …; loss.backward(); return loss; })");
    }

    @Override
    public Tensor step(Supplier<Tensor> closure) {
        checkArgument(groups().size() == 1, "[LBFGS] has one group of parameters, but there are %s", groups().size());
        Tensor loss = Tape.withGrad(closure);
        var call = new LbfgsCall(parameters, groups().getFirst().options(), () -> Tape.withGrad(closure).item());
        progress = Tape.noGrad(() -> call.run(progress, loss.item()));
        return loss;
    }

    @Override
    protected StateDict ownState() {
        return progress.state();
    }

    @Override
    protected Runnable loaderOf(StateDict own) {
        LbfgsProgress loaded = LbfgsProgress.of(own, parameters);
        return () -> progress = loaded;
    }
}
