package org.gradus.core.gradcheck;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.gradus.core.GradOptions;
import org.gradus.core.Tensor;

/**
 * The function Σ uᵀ·f along a random direction v, for the cotangents u of its gradient: what must hold of gradients beyond
 * the point where they are checked.
 */
final class Projection {

    private static final GradOptions RETAIN = GradOptions.DEFAULT.withRetainGraph(true);

    private final Subject subject;
    private final Subject gradient;
    private final Supplier<ImmutableList<Ray>> shifts;
    private final List<Tensor> leaves;
    private final List<Tensor> cotangents;
    private final Ray v;
    private final Line line;
    private final double noise;

    /**
     * @param gradient the subject's own
     * @param shifts directions of the inputs, the last of them v
     */
    Projection(Subject subject, Subject gradient, Supplier<ImmutableList<Ray>> shifts) {
        this.subject = subject;
        this.gradient = gradient;
        this.shifts = shifts;
        this.leaves = Variable.tensors(subject.differentiated());
        this.v = shifts.get().getLast();
        List<Variable> arguments = gradient.inputs();
        cotangents = Variable.tensors(arguments.subList(subject.inputs().size(), arguments.size()));
        var u = new Ray.Combination(Place.direction("a random direction of the outputs"),
                ImmutableDoubleArray.copyOf(Values.of(cotangents)), true);
        var rows = new Rows(ImmutableList.of(u), u.elements().length());
        Evaluation here = subject.evaluate();
        noise = u.size(Variable.spread(subject.magnitudes(), subject.outputs(), Tolerance.NOISE));
        line = new Line(subject, v, Scale.ONE, rows, new Line.Sample(rows.of(here.values()), here, 0));
    }

    /** Compares its second derivative with that of the gradient. */
    Optional<Fault> bend() {
        Optional<SecondDifference> difference = SecondDifference.of(line, noise);
        if (difference.isEmpty()) {
            return Optional.empty();
        }
        List<Tensor> direction = Values.like(leaves, v.weights(Part.numel(Variable.parts(subject.differentiated()))));
        double analytic = v.dot(Values.of(Subject.gradients(gradient.record(), leaves, direction, RETAIN)));
        return difference.filter(found -> found.contradicts(analytic))
                .map(found -> new Fault(Fault.Law.BENDS, v.place(), analytic, found.value()));
    }

    /** Compares its first derivative with the gradient where another direction leads, if the function is smooth there. */
    Optional<Fault> nearby(Differences.Adaptive adaptive) {
        Ray shift = shifts.get().getFirst();
        Line near = line.through(shift, JacobianCheck.ASIDE);
        double value = near.origin().values()[0];
        if (near.origin().evaluation().refusal() != null || !Double.isFinite(value)) {
            return Optional.empty();
        }
        double analytic = v
                .dot(subject.gradient(Point.of(subject.differentiated()).moved(shift, JacobianCheck.ASIDE),
                        cotangents));
        if (!Double.isFinite(analytic)) {
            return Optional.empty();
        }
        Claim claim = Claim.of(new double[]{analytic}, new double[1], new double[]{Math.abs(value)}, 1, noise);
        var tolerance = new Tolerance(new double[]{Math.max(noise, Tolerance.ROUNDING * Math.abs(value))},
                new double[]{noise});
        Column column = new AdaptiveColumn(adaptive, near, claim, tolerance, shifts).run();
        Slope slope = column.slopes()[0];
        return column.verdicts()[0] == Verdict.FAILED
                ? Optional.of(new Fault(Fault.Law.HOLDS_NEARBY, v.place(), analytic, slope.nearestTo(analytic)))
                : Optional.empty();
    }
}
