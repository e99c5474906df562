package org.gradus.core.gradcheck.trial;

import java.util.List;
import java.util.function.Function;
import org.gradus.core.Interceptor;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.gradcheck.GradCheckOptions;
import org.gradus.core.gradcheck.GradCheckReport;
import org.gradus.core.gradcheck.table.OpRow;
import org.gradus.core.random.Rng;

/**
 * A fault in the backward rule of one class of ops for one of its arguments, and a row of the op table in which it can
 * show.
 */
public final class Mutant {

    /** Inputs that a fault is given to show on. */
    private static final int DRAWS = 3;

    private final Sighting sighting;
    private final Fault fault;
    private final long seed;

    Mutant(Sighting sighting, Fault fault, long seed) {
        this.sighting = sighting;
        this.fault = fault;
        this.seed = seed;
    }

    /** The row that it is checked on. */
    public OpRow row() {
        return sighting.row();
    }

    /** The name of the ops whose rule it is. */
    public String op() {
        return sighting.call().op().name();
    }

    /** What kind of fault it is. */
    public FaultKind kind() {
        return fault.kind();
    }

    /** Has the gradients checked where the fault changes them, if it does. */
    public Trial tryOut() {
        for (long draw = seed; draw < seed + DRAWS; draw++) {
            long at = draw;
            int order = row().options().order();
            List<List<Tensor>> right = Gradients.upTo(order, row(), sighting.size(), at);
            List<List<Tensor>> wrong;
            try {
                wrong = Tape.intercepting(mutation(), () -> Gradients.upTo(order, row(), sighting.size(), at));
            } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException _) {
                return new Trial(this, Trial.Fate.REFUSED, false);
            }
            if (Difference.isBeyondRounding(right, wrong)) {
                return new Trial(this, found(at) ? Trial.Fate.FOUND : Trial.Fate.SURVIVED, foundByFixedStep(at));
            }
        }
        return new Trial(this, Trial.Fate.EQUIVALENT, false);
    }

    private Interceptor mutation() {
        return new Mutation(sighting.call().op().getClass(), sighting.call().argument(), fault);
    }

    private boolean found(long draw) {
        return Tape.intercepting(mutation(), () -> {
            try {
                return !GradCheck.check(function(), row().draw(draw, sighting.size()), row().options())
                        .passed();
            } catch (IllegalArgumentException _) {
                return true;
            }
        });
    }

    private boolean foundByFixedStep(long draw) {
        return Tape.intercepting(mutation(), () -> {
            var rng = new Rng(draw);
            List<Tensor> inputs = row().draw(draw, sighting.size());
            Function<List<Tensor>, List<Tensor>> function = function();
            try {
                for (int order = 1; order <= row().options().order(); order++) {
                    GradCheckReport report = GradCheck.check(function, inputs, GradCheckOptions.fixedStep());
                    if (report.orders().get(0).elements().failed() > 0) {
                        return true;
                    }
                    List<Tensor> cotangents = Gradients.cotangents(function.apply(inputs), rng);
                    function = Gradients.gradient(function, inputs.size());
                    inputs = Gradients.with(inputs, cotangents);
                }
                return false;
            } catch (IllegalArgumentException _) {
                return true;
            }
        });
    }

    private Function<List<Tensor>, List<Tensor>> function() {
        return in -> List.of(row().function().apply(in));
    }

    @Override
    public String toString() {
        return "%s by argument %s, %s (in '%s')".formatted(op(), sighting.call().argument(), fault, row());
    }
}
