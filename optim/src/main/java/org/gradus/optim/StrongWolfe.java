package org.gradus.optim;

import java.util.function.DoubleFunction;
import org.gradus.core.Tensor;

/**
 * Searches along a direction for a step t at which the loss φ has fallen by at least c₁·t·φ′(0) and its slope has flattened
 * to |φ′(t)| ≤ c₂·|φ′(0)|, with c₁ = 10⁻⁴ and c₂ = 0.9: first by longer and longer steps, until two have such a t between
 * them, and then by narrowing these down, each new step the minimum of the cubic through what is known.
 *
 * <p>
 * Source: J. Nocedal and S. Wright, <i>Numerical optimization</i>, 2nd ed., 2006, algorithms 3.5 and 3.6, with the safeguards
 * of M. Schmidt's minFunc, 2005, as in PyTorch.
 */
final class StrongWolfe {

    private static final double DECREASE = 1e-4;
    private static final double FLATTENING = 0.9;

    private final DoubleFunction<Point> loss;
    private final Point start;
    private final int mostTrials;
    private int trials;

    private StrongWolfe(DoubleFunction<Point> loss, Point start, int mostTrials) {
        this.loss = loss;
        this.start = start;
        this.mostTrials = mostTrials;
    }

    /**
     * What is known at a step.
     *
     * @param step t
     * @param value φ(t)
     * @param slope φ′(t)
     * @param gradient the loss's gradient there
     */
    record Point(double step, double value, double slope, Tensor gradient) {}

    /**
     * Where a search ended.
     *
     * @param point the best step found, not always one that fulfils the conditions
     * @param evaluations how often the loss was computed
     */
    record Result(Point point, int evaluations) {}

    /**
     * When to give up.
     *
     * @param trials after so many steps beyond the first
     * @param narrowest when the steps that remain are so near each other
     */
    record Limits(int trials, double narrowest) {}

    /** Searches from a start, trying this step first. */
    static Result search(DoubleFunction<Point> loss, Point start, double firstStep, Limits limits) {
        var search = new StrongWolfe(loss, start, limits.trials());
        Point[] bracket = search.bracket(firstStep);
        Point best = bracket.length == 1 ? bracket[0] : search.narrow(bracket, limits.narrowest());
        return new Result(best, search.trials + 1);
    }

    private boolean isTooHigh(Point point) {
        return point.value > start.value + DECREASE * point.step * start.slope;
    }

    private boolean isFlat(Point point) {
        return Math.abs(point.slope) <= -FLATTENING * start.slope;
    }

    private Point attempt(double step) {
        trials++;
        return loss.apply(step);
    }

    /** A step that fulfils the conditions, or two that have one between them. */
    private Point[] bracket(double firstStep) {
        Point previous = start;
        Point point = loss.apply(firstStep);
        while (trials < mostTrials) {
            if (isTooHigh(point) || trials > 1 && point.value >= previous.value) {
                return new Point[]{previous, point};
            }
            if (isFlat(point)) {
                return new Point[]{point};
            }
            if (point.slope >= 0) {
                return new Point[]{previous, point};
            }
            double least = point.step + 0.01 * (point.step - previous.step);
            double step = cubicMinimum(previous, point, least, 10 * point.step);
            previous = point;
            point = attempt(step);
        }
        return new Point[]{start, point};
    }

    private Point narrow(Point[] bracket, double narrowest) {
        int low = bracket[0].value <= bracket[1].value ? 0 : 1;
        boolean wasNearAnEnd = false;
        while (trials < mostTrials && !(Math.abs(bracket[1].step - bracket[0].step) < narrowest)) {
            double from = Math.min(bracket[0].step, bracket[1].step);
            double to = Math.max(bracket[0].step, bracket[1].step);
            double step = cubicMinimum(bracket[0], bracket[1], from, to);
            double margin = 0.1 * (to - from);
            boolean isNearAnEnd = Math.min(to - step, step - from) < margin;
            if (isNearAnEnd && (wasNearAnEnd || step >= to || step <= from)) {
                step = Math.abs(step - to) < Math.abs(step - from) ? to - margin : from + margin;
                isNearAnEnd = false;
            }
            wasNearAnEnd = isNearAnEnd;
            Point point = attempt(step);
            if (isTooHigh(point) || point.value >= bracket[low].value) {
                bracket[1 - low] = point;
                low = bracket[0].value <= bracket[1].value ? 0 : 1;
            } else if (isFlat(point)) {
                return point;
            } else {
                if (point.slope * (bracket[1 - low].step - bracket[low].step) >= 0) {
                    bracket[1 - low] = bracket[low];
                }
                bracket[low] = point;
            }
        }
        return bracket[low];
    }

    /** Where the cubic with these values and slopes is least, within bounds; their middle if it has no minimum. */
    private static double cubicMinimum(Point a, Point b, double least, double most) {
        Point left = a.step <= b.step ? a : b;
        Point right = a.step <= b.step ? b : a;
        double d = a.slope + b.slope - 3 * (a.value - b.value) / (a.step - b.step);
        double square = d * d - a.slope * b.slope;
        if (!(square >= 0)) {
            return (least + most) / 2;
        }
        double root = Math.sqrt(square);
        double minimum = right.step - (right.step - left.step)
                * ((right.slope + root - d) / (right.slope - left.slope + 2 * root));
        return Math.min(Math.max(minimum, least), most);
    }
}
