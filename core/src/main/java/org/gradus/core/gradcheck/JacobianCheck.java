package org.gradus.core.gradcheck;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.gradus.core.DType;
import org.gradus.core.GradOptions;
import org.gradus.core.Node;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.Fault.Law;
import org.gradus.core.random.Rng;

/** The check of one function's Jacobian, every output by every input, against differences. */
final class JacobianCheck {

    private static final GradOptions RETAIN = GradOptions.DEFAULT.withRetainGraph(true);

    /** How far from x numbers are looked at that may vanish at x, in sizes of the inputs' elements. */
    static final double ASIDE = 1.0 / 8;

    /** How often the function is computed for a column, about. */
    private static final int EVALUATIONS = 4;

    /** Of a Jacobian of which three copies fit into a few gigabytes. */
    private static final long MOST_ELEMENTS = 1L << 26;

    private final Subject subject;
    private final Subject gradient;
    private final GradCheckOptions options;
    private final Rng rng;
    private final List<Tensor> leaves;
    private final List<Scale> scales;
    private final Plan plan;
    private Supplier<Optional<Fault>> bend = Optional::empty;

    /**
     * @param gradient the subject's own, for random cotangents
     * @param deadline if a part of the Jacobian is enough where there is no time for more
     */
    JacobianCheck(Subject subject, Subject gradient, GradCheckOptions options, Rng rng, Optional<Deadline> deadline) {
        this.subject = subject;
        this.gradient = gradient;
        this.options = options;
        this.rng = rng;
        this.leaves = Variable.tensors(subject.differentiated());
        this.scales = Scale.of(subject.differentiated());
        this.plan = deadline.filter(time -> wholeTime() > time.left().toNanos())
                .map(time -> Plan.sampled(subject, scales, rng, time)).orElseGet(() -> {
                    checkNotTooLarge();
                    return Plan.whole(subject, scales, rng);
                });
    }

    /** About how many nanoseconds all elements take, judged by one row and one column. */
    private double wholeTime() {
        int rows = Part.numel(Variable.parts(subject.outputs()));
        long start = System.nanoTime();
        List<Tensor> outputs = subject.record();
        if (rows > 0) {
            gradient(new Ray.Unit(Place.direction("the first output"), 0), outputs);
        }
        long row = System.nanoTime() - start;
        start = System.nanoTime();
        subject.evaluate();
        long column = System.nanoTime() - start;
        return (double) rows * row + (double) scales.size() * EVALUATIONS * column;
    }

    private void checkNotTooLarge() {
        int rows = Part.numel(Variable.parts(subject.outputs()));
        checkArgument((long) rows * scales.size() <= MOST_ELEMENTS,
                "[gradCheck] the Jacobian has %s rows and %s columns, more than can be compared one by one; have a part of it looked at with withBudget(Duration)",
                rows, scales.size());
    }

    /** @param earlier what the function whose gradient this is has to say of its second derivatives */
    JacobianReport run(int order, Supplier<Optional<Fault>> earlier) {
        List<Tensor> outputs = subject.record();
        List<Node> nodes = Tape.recorded(outputs.toArray(Tensor[]::new));
        ImmutableList<String> recorded = nodes.stream().map(node -> node.op().name() + " → " + node.type())
                .collect(ImmutableList.toImmutableList());
        boolean inFloat64 = nodes.stream().noneMatch(node -> node.type().dtype() == DType.FLOAT32);
        double[][] jacobian = derivatives(outputs);
        double[] zeros = Variable.spread(gradient.magnitudes(), subject.differentiated(), Tolerance.NOISE);
        var faults = new ArrayList<>(
                new Laws(subject, gradient, zeros, rng, inFloat64).check(outputs, plan.rows(), jacobian));
        var findings = new Findings(options.differences());
        var comparison = plan.whole()
                ? new Comparison.Whole(subject, findings)
                : new Comparison.Sampled(subject, findings);
        Optional<TaylorRemainder> taylor = compare(jacobian, zeros, comparison);
        taylor.filter(TaylorRemainder::isOfFirstOrder).ifPresent(remainder -> faults.add(new Fault(Law.APPROXIMATES,
                Place.direction("a random direction of the inputs"), remainder.order(), 2)));
        if (inFloat64 && options.differences() instanceof Differences.Adaptive adaptive) {
            var projection = new Projection(subject, gradient, plan.shifts());
            projection.nearby(adaptive).ifPresent(faults::add);
            bend = projection::bend;
        }
        earlier.get().ifPresent(faults::add);
        return new JacobianReport(order, findings.elements(), findings.directions(), findings.worst(),
                findings.worstAbsolute(), findings.worstRelative(), comparison.dense(), comparison.power(), taylor,
                ImmutableList.copyOf(faults), recorded);
    }

    /** After {@link #run}: whether the gradient bends as the function does. */
    Optional<Fault> bend() {
        return bend.get();
    }

    private double[][] derivatives(List<Tensor> outputs) {
        return plan.rows().rays().stream().map(row -> gradient(row, outputs)).toArray(double[][]::new);
    }

    /** wᵀ·J for a direction w of the outputs; those that it does not touch play no part. */
    private double[] gradient(Ray direction, List<Tensor> outputs) {
        double[] weights = direction.weights(Part.numel(Variable.parts(subject.outputs())));
        List<Tensor> touched = new ArrayList<>();
        List<Tensor> cotangents = new ArrayList<>();
        int from = 0;
        for (Tensor output : outputs) {
            double[] cotangent = Arrays.copyOfRange(weights, from, from + output.numel());
            if (Arrays.stream(cotangent).anyMatch(weight -> weight != 0)) {
                touched.add(output);
                cotangents.add(Tensor.wrap(cotangent, output.shape()));
            }
            from += output.numel();
        }
        return Values.of(Subject.gradients(touched, leaves, cotangents, RETAIN));
    }

    /**
     * Compares column by column.
     *
     * @param zeros the size of what rounding leaves of each input's gradient where it cancels
     * @return how the remainder shrinks along the first column, a random direction
     */
    private Optional<TaylorRemainder> compare(double[][] jacobian, double[] zeros, Comparison comparison) {
        Evaluation here = subject.evaluate();
        var origin = new Line.Sample(plan.rows().of(here.values()), here, 0);
        Tolerance tolerance = tolerance(here);
        double[] sizes = plan.rows().sizes(here.values());
        Contributions contributions = new Contributions(jacobian.length, scales);
        for (int row = 0; row < jacobian.length; row++) {
            contributions.add(row, jacobian[row]);
        }
        var roundings = new Roundings(() -> derivatives(subject.record()), options.seed());
        Optional<TaylorRemainder> taylor = Optional.empty();
        boolean first = true;
        for (Ray ray : plan.columns()) {
            double[] along = Arrays.stream(jacobian).mapToDouble(ray::dot).toArray();
            Scale scale = ray instanceof Ray.Unit unit ? scales.get(unit.position()) : Scale.ONE;
            var line = new Line(subject, ray, scale, plan.rows(), origin);
            Claim claim = Claim.of(along, contributions.others(ray), sizes, scale.size(), ray.size(zeros));
            Column column = switch (options.differences()) {
                case Differences.Adaptive adaptive ->
                    new AdaptiveColumn(adaptive, line, claim, tolerance, plan.shifts()).run()
                            .allowingFor(Suppliers.memoize(() -> roundings.of(ray, along)), claim,
                                    adaptive.coarsest())
                            .allowingFor(Suppliers.memoize(() -> roundings.of(line)), claim, adaptive.coarsest());
                case Differences.FixedStep fixed -> Column.fixed(fixed, line, along);
            };
            comparison.add(plan.rows(), ray, along, column);
            if (first && options.differences() instanceof Differences.Adaptive) {
                taylor = TaylorRemainder.of(line, along, column.slopes(), tolerance);
            }
            first = false;
        }
        return taylor;
    }

    /** What rounding makes of each row, by the size of its value and by that of the numbers which it came from. */
    private Tolerance tolerance(Evaluation here) {
        Point nearby = Point.of(subject.differentiated()).moved(plan.shifts().get().getLast(), ASIDE);
        double[] magnitudes = Variable.spread(subject.magnitudes(nearby), subject.outputs(), 1);
        return Tolerance.of(plan.rows().sizes(here.values()), plan.rows().sizes(magnitudes));
    }
}
