package org.gradus.core.gradcheck;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gradus.core.GradOptions;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;

/** The check of one function's Jacobian, every output by every input, against differences. */
final class JacobianCheck {

    private static final GradOptions RETAIN = GradOptions.DEFAULT.withRetainGraph(true);

    /** How far from x numbers are looked at that may vanish at x, in sizes of the inputs' elements. */
    private static final double ASIDE = 1.0 / 8;

    private final Subject subject;
    private final Subject gradient;
    private final GradCheckOptions options;
    private final List<Tensor> leaves;
    private final List<Scale> scales;
    private final Plan plan;

    /** @param gradient the subject's own, for random cotangents */
    JacobianCheck(Subject subject, Subject gradient, GradCheckOptions options, Rng rng) {
        this.subject = subject;
        this.gradient = gradient;
        this.options = options;
        this.leaves = Variable.tensors(subject.differentiated());
        this.scales = Scale.of(subject.differentiated());
        this.plan = Plan.whole(subject, scales, rng);
    }

    JacobianReport run(int order) {
        List<Tensor> outputs = subject.record();
        ImmutableList<String> recorded = Tape.recorded(outputs.toArray(Tensor[]::new)).stream()
                .map(node -> node.op().name() + " → " + node.type()).collect(ImmutableList.toImmutableList());
        double[][] jacobian = derivatives(outputs);
        double[] zeros = spread(gradient.magnitudes(), subject.differentiated(), Tolerance.NOISE);
        ImmutableList<Fault> faults = new Laws(subject, gradient, zeros).check(outputs, jacobian);
        Findings findings = new Findings(options.differences());
        DenseJacobian dense = compare(jacobian, zeros, findings);
        return new JacobianReport(order, findings.elements(), findings.directions(), findings.worst(),
                findings.worstAbsolute(), findings.worstRelative(), Optional.of(dense), faults, recorded);
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

    /** @param zeros the size of what rounding leaves of each input's gradient where it cancels */
    private DenseJacobian compare(double[][] jacobian, double[] zeros, Findings findings) {
        Evaluation here = subject.evaluate();
        var origin = new Line.Sample(plan.rows().of(here.values()), here, 0);
        Tolerance tolerance = tolerance(here);
        double[] sizes = plan.rows().sizes(here.values());
        Contributions contributions = new Contributions(jacobian.length, scales);
        for (int row = 0; row < jacobian.length; row++) {
            contributions.add(row, jacobian[row]);
        }
        int columns = Part.numel(Variable.parts(subject.differentiated()));
        double[] analytic = new double[jacobian.length * columns];
        double[] numeric = new double[analytic.length];
        double[] uncertainty = new double[analytic.length];
        var roundings = new Roundings(() -> derivatives(subject.record()), options.seed());
        for (Ray ray : plan.columns()) {
            double[] along = Arrays.stream(jacobian).mapToDouble(ray::dot).toArray();
            Scale scale = ray instanceof Ray.Unit unit ? scales.get(unit.position()) : Scale.ONE;
            var line = new Line(subject, ray, scale, plan.rows(), origin);
            Claim claim = Claim.of(along, contributions.others(ray), sizes, scale.size(), ray.size(zeros));
            Column column = switch (options.differences()) {
                case Differences.Adaptive adaptive ->
                    new AdaptiveColumn(adaptive, line, claim, tolerance, plan.shifts()).run()
                            .allowingFor(Suppliers.memoize(() -> roundings.of(ray, along)), claim, adaptive.coarsest())
                            .allowingFor(Suppliers.memoize(() -> roundings.of(line)), claim, adaptive.coarsest());
                case Differences.FixedStep fixed -> Column.fixed(fixed, line, along);
            };
            for (int row = 0; row < along.length; row++) {
                Slope slope = column.slopes()[row];
                findings.add(plan.rows().rays().get(row), ray, along[row], slope, column.verdicts()[row]);
                if (ray instanceof Ray.Unit unit) {
                    int at = row * columns + unit.position();
                    analytic[at] = along[row];
                    numeric[at] = slope.nearestTo(along[row]);
                    uncertainty[at] = slope.error();
                }
            }
        }
        return new DenseJacobian(Variable.parts(subject.outputs()), Variable.parts(subject.differentiated()),
                ImmutableDoubleArray.copyOf(analytic), ImmutableDoubleArray.copyOf(numeric),
                ImmutableDoubleArray.copyOf(uncertainty));
    }

    /** What rounding makes of each row, by the size of its value and by that of the numbers which it came from. */
    private Tolerance tolerance(Evaluation here) {
        Point nearby = Point.of(subject.differentiated()).moved(plan.columns().getLast(), ASIDE);
        double[] magnitudes = spread(subject.magnitudes(nearby), subject.outputs(), 1);
        return Tolerance.of(plan.rows().sizes(here.values()), plan.rows().sizes(magnitudes));
    }

    /** One number for each variable, as a number for each of its elements. */
    private static double[] spread(double[] numbers, List<Variable> variables, double factor) {
        double[] spread = new double[Part.numel(Variable.parts(variables))];
        int from = 0;
        for (int i = 0; i < numbers.length; i++) {
            int to = from + variables.get(i).tensor().numel();
            Arrays.fill(spread, from, to, numbers[i] * factor);
            from = to;
        }
        return spread;
    }
}
