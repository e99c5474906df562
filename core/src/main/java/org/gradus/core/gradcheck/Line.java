package org.gradus.core.gradcheck;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.gradus.core.Tape;
import org.gradus.core.random.Rng;

/**
 * A function along a line through the point x where it is checked, f(x ± h·v) for the steps h = s·2⁻ᵏ, each computed
 * once.
 *
 * <p>
 * Differences are divided by the very step that was taken, as x ± h was rounded.
 */
final class Line {

    /** The side of smaller x. */
    static final int BELOW = -1;

    /** The side of larger x. */
    static final int ABOVE = 1;

    /** @param offset how far from x, in units of v */
    record Sample(double[] values, Evaluation evaluation, double offset) {}

    private final Subject subject;
    private final Point base;
    private final Ray direction;
    private final Rows rows;
    private final Scale scale;
    private final Sample origin;
    private final Map<Integer, Sample> below = new HashMap<>();
    private final Map<Integer, Sample> above = new HashMap<>();

    /** @param origin what the rows see at x */
    Line(Subject subject, Ray direction, Scale scale, Rows rows, Sample origin) {
        this(subject, Point.of(subject.differentiated()), direction, scale, rows, origin);
    }

    private Line(Subject subject, Point base, Ray direction, Scale scale, Rows rows, Sample origin) {
        this.subject = subject;
        this.base = base;
        this.direction = direction;
        this.scale = scale;
        this.rows = rows;
        this.origin = origin;
    }

    /** The line through another point, near x, in the same direction. */
    Line through(Ray shift, double distance) {
        Point point = base.moved(shift, distance);
        Evaluation evaluation = subject.evaluate(point);
        return new Line(subject, point, direction, scale, rows,
                new Sample(rows.of(evaluation.values()), evaluation, 0));
    }

    Sample origin() {
        return origin;
    }

    Scale scale() {
        return scale;
    }

    /** s·2⁻ᵏ. */
    double step(int k) {
        return Math.scalb(scale.size(), -k);
    }

    Sample at(int side, int k) {
        return (side == BELOW ? below : above).computeIfAbsent(k, _ -> sample(side * step(k)));
    }

    /** Whether the function is computed on both sides, and decides there as it does at x. */
    boolean isSmooth(int k) {
        return decideAlike(at(ABOVE, k), origin) && decideAlike(at(BELOW, k), origin);
    }

    /** The same for the side of larger x alone. */
    boolean isSmoothAbove(int k) {
        return decideAlike(at(ABOVE, k), origin);
    }

    /** Whether the function decides the same at x as where another line goes through. */
    boolean decidesAs(Line other) {
        return decideAlike(origin, other.origin);
    }

    /** Whether the function decides the same at two steps to one side. */
    boolean decidesAlike(int side, int k, int other) {
        return decideAlike(at(side, k), at(side, other));
    }

    private static boolean decideAlike(Sample a, Sample b) {
        return a.evaluation.refusal() == null && a.evaluation.decisions() == b.evaluation.decisions();
    }

    /** (f(x + hv) − f(x − hv)) / 2h, for every row. */
    double[] central(int k) {
        return quotients(at(ABOVE, k), at(BELOW, k));
    }

    /**
     * The central difference of a step that is given.
     *
     * @throws IllegalArgumentException if the function refuses to be computed there
     */
    double[] fixed(double step) {
        Sample a = sample(step);
        Sample b = sample(-step);
        for (Sample each : List.of(a, b)) {
            if (each.evaluation.refusal() != null) {
                throw each.evaluation.refusal();
            }
        }
        return quotients(a, b);
    }

    /** The k of the largest step that is smooth, if there is one. */
    OptionalInt largestSmoothStep() {
        return IntStream.rangeClosed(scale.coarsest(), scale.finest()).filter(this::isSmooth).findFirst();
    }

    /** As {@link #central(int)} with disturbances; nothing where they change what is decided on one side. */
    Optional<double[]> disturbed(int k, Rng rng, int size) {
        var disturbance = new Disturbance(rng, size);
        Sample right = Tape.intercepting(disturbance, () -> sample(step(k)));
        Sample left = Tape.intercepting(disturbance, () -> sample(-step(k)));
        return decideAlike(right, left) ? Optional.of(quotients(right, left)) : Optional.empty();
    }

    /** As {@link #central(int)} for one row. */
    double central(int k, int row) {
        return quotient(at(ABOVE, k), at(BELOW, k), row);
    }

    /** (f(x ± hv) − f(x)) / ±h, for every row. */
    double[] oneSided(int side, int k) {
        return quotients(at(side, k), origin);
    }

    /** As {@link #oneSided(int, int)} for one row. */
    double oneSided(int side, int k, int row) {
        return quotient(at(side, k), origin, row);
    }

    private static double[] quotients(Sample a, Sample b) {
        double[] quotients = new double[a.values.length];
        for (int i = 0; i < quotients.length; i++) {
            quotients[i] = quotient(a, b, i);
        }
        return quotients;
    }

    private static double quotient(Sample a, Sample b, int row) {
        return (a.values[row] - b.values[row]) / (a.offset - b.offset);
    }

    private Sample sample(double distance) {
        Point point = base.moved(direction, distance);
        Evaluation evaluation = subject.evaluate(point);
        return new Sample(rows.of(evaluation.values()), evaluation, point.offset());
    }
}
