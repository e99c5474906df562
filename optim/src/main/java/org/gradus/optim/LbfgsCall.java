package org.gradus.optim;

import com.google.common.collect.ImmutableList;
import java.util.function.DoubleSupplier;
import org.gradus.core.Tensor;
import org.jspecify.annotations.Nullable;

/** The steps of one call of {@link LBFGS#step}. */
final class LbfgsCall {

    private final FlatParameters parameters;
    private final LBFGS.Options options;
    private final DoubleSupplier closure;
    private final int mostEvaluations;
    private int evaluations = 1;
    private int iterations;
    private double loss;
    private Tensor gradient;
    private InverseHessian hessian;
    private LbfgsProgress.@Nullable Step last;

    LbfgsCall(FlatParameters parameters, LBFGS.Options options, DoubleSupplier closure) {
        this.parameters = parameters;
        this.options = options;
        this.closure = closure;
        mostEvaluations = options.evaluations();
        gradient = parameters.gradient();
        hessian = new InverseHessian();
    }

    /** Makes the steps, the loss and its gradients having been computed once. */
    LbfgsProgress run(LbfgsProgress before, double firstLoss) {
        loss = firstLoss;
        hessian = InverseHessian.of(before.hessian().pairs(), before.hessian().scale());
        last = before.last();
        boolean goesOn = !isOptimal();
        while (goesOn) {
            iterations++;
            goesOn = iterate();
        }
        return new LbfgsProgress(before.evaluations() + evaluations, before.iterations() + iterations, last, hessian);
    }

    private boolean isOptimal() {
        return largest(gradient) <= options.toleranceGrad();
    }

    /** One step. @return whether another should follow */
    private boolean iterate() {
        boolean first = last == null;
        Tensor direction = first ? gradient.neg() : learnAndAim(last);
        double length = options.learningRate() * (first ? Math.min(1, 1 / gradient.abs().sum().item()) : 1);
        double slope = InverseHessian.dot(gradient, direction);
        last = new LbfgsProgress.Step(direction, length, gradient);
        if (slope > -options.toleranceChange()) {
            return false;
        }
        double lossBefore = loss;
        boolean optimal = options.lineSearch() == LineSearch.NONE ? goStraight(last) : search(last, slope);
        return iterations < options.maxIter() && evaluations < mostEvaluations && !optimal
                && largest(direction) * last.length() > options.toleranceChange()
                && !(Math.abs(loss - lossBefore) < options.toleranceChange());
    }

    private Tensor learnAndAim(LbfgsProgress.Step step) {
        hessian.learn(step.direction().mul(step.length()), gradient.sub(step.gradient()), options.historySize());
        return hessian.direction(gradient);
    }

    /** Steps as far as the learning rate says. @return whether the gradient has vanished there */
    private boolean goStraight(LbfgsProgress.Step step) {
        parameters.move(step.length(), step.direction());
        if (iterations == options.maxIter()) {
            return false; // the next call computes the loss anew
        }
        loss = closure.getAsDouble();
        gradient = parameters.gradient();
        evaluations++;
        return isOptimal();
    }

    /** Searches for a length and steps that far. @return whether the gradient has vanished there */
    private boolean search(LbfgsProgress.Step step, double slope) {
        ImmutableList<Tensor> values = parameters.values();
        var start = new StrongWolfe.Point(0, loss, slope, gradient);
        var limits = new StrongWolfe.Limits(mostEvaluations - evaluations,
                options.toleranceChange() / largest(step.direction()));
        StrongWolfe.Result result = StrongWolfe.search(length -> evaluate(length, step.direction(), values), start,
                step.length(), limits);
        loss = result.point().value();
        gradient = result.point().gradient();
        evaluations += result.evaluations();
        parameters.move(result.point().step(), step.direction());
        last = new LbfgsProgress.Step(step.direction(), result.point().step(), step.gradient());
        return isOptimal();
    }

    private StrongWolfe.Point evaluate(double length, Tensor direction, ImmutableList<Tensor> values) {
        parameters.move(length, direction);
        double value = closure.getAsDouble();
        Tensor there = parameters.gradient();
        parameters.restore(values);
        return new StrongWolfe.Point(length, value, InverseHessian.dot(there, direction), there);
    }

    private static double largest(Tensor x) {
        return x.abs().max().item();
    }
}
