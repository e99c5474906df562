package org.gradus.core.gradcheck;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.List;
import java.util.Optional;

/**
 * What the check of one Jacobian found: that of the function, or at higher orders that of its gradient.
 *
 * @param order the order of the derivatives
 * @param elements how many single elements of the Jacobian were compared, and how many of them did not pass
 * @param directions the same of derivatives along random directions
 * @param worst those that did not pass, at most {@value #LISTED}: wrong ones before inconclusive ones, and the furthest
 *        beyond what differences can tell first
 * @param worstAbsolute the element with the largest absolute error; absent if none was compared
 * @param worstRelative the element with the largest relative error, of those that differences know well enough for it to
 *        mean something; absent if there is none
 * @param dense all elements; absent where only some were compared
 * @param power what is found where only some were compared
 * @param taylor how the remainder of f(x) + h·J·v shrinks; absent where there is none
 * @param faults what else is wrong with the gradients
 * @param recorded the operations on the tape, in order
 */
public record JacobianReport(int order, Tally elements, Tally directions, ImmutableList<Derivative> worst,
        Optional<Derivative> worstAbsolute, Optional<Derivative> worstRelative, Optional<DenseJacobian> dense,
        Optional<DetectionPower> power, Optional<TaylorRemainder> taylor,
        ImmutableList<Fault> faults, ImmutableList<String> recorded) {

    /** How many derivatives that did not pass are listed. */
    public static final int LISTED = 20;

    private static final int SHOWN = 5;
    private static final int SHOWN_OPERATIONS = 40;

    /** What was found, all in all. */
    public Verdict verdict() {
        return faults.isEmpty()
                ? Verdict.of(List.of(elements.verdict(), directions.verdict()))
                : Verdict.FAILED;
    }

    /** Whether everything agrees and no fault was found. */
    public boolean passed() {
        return verdict() == Verdict.PASSED;
    }

    /** The findings, a line each. */
    @Override
    public String toString() {
        var text = new StringBuilder("order ").append(order).append(": derivatives: ").append(elements)
                .append("; along random directions: ").append(directions);
        taylor.ifPresent(remainder -> text.append("; Taylor remainder of ").append(remainder));
        power.ifPresent(found -> text.append("\n  ").append(found));
        if (passed()) {
            worstAbsolute.ifPresent(worst -> text.append("\n  largest absolute error: ").append(worst));
            worstRelative.ifPresent(worst -> text.append("\n  largest relative error ").append(worst.relativeError())
                    .append(": ").append(worst));
            return text.toString();
        }
        worst.stream().limit(SHOWN).forEach(derivative -> text.append("\n  ").append(derivative));
        long more = elements.failed() + elements.inconclusive() + directions.failed() + directions.inconclusive()
                - Math.min(SHOWN, worst.size());
        if (more > 0) {
            text.append("\n  … and ").append(more).append(" more");
        }
        faults.forEach(fault -> text.append("\n  ").append(fault));
        return text.append("\n  recorded: ").append(operations()).toString();
    }

    private String operations() {
        if (recorded.isEmpty()) {
            return "nothing, so that every gradient is zero; was the function computed within noGrad, or from detached values?";
        }
        String shown = String.join(", ", Iterables.limit(recorded, SHOWN_OPERATIONS));
        int more = recorded.size() - SHOWN_OPERATIONS;
        return more > 0 ? shown + ", … and " + more + " more" : shown;
    }
}
