package org.gradus.core.gradcheck;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.Optional;

/**
 * What the check of one Jacobian found: that of the function, or at higher orders that of its gradient.
 *
 * @param order the order of the derivatives
 * @param entries how many elements were compared
 * @param wrong how many of them differ by more than the tolerance
 * @param worstWrong the wrong elements furthest beyond their tolerance, at most {@value #LISTED}, the worst first
 * @param worstAbsolute the element with the largest absolute error; absent if nothing was compared
 * @param worstRelative the element with the largest relative error, of those so large that the relative tolerance is
 *        what counts, |numeric| ≥ atol/rtol; absent if there is none
 * @param faults what else is wrong with the gradients, in words
 * @param recorded the operations on the tape, in order
 */
public record JacobianReport(int order, long entries, long wrong, ImmutableList<Derivative> worstWrong,
        Optional<Derivative> worstAbsolute, Optional<Derivative> worstRelative, ImmutableList<String> faults,
        ImmutableList<String> recorded) {

    /** How many wrong elements are listed. */
    public static final int LISTED = 5;

    private static final int SHOWN_OPERATIONS = 40;

    /** Whether every element agrees and no fault was found. */
    public boolean passed() {
        return wrong == 0 && faults.isEmpty();
    }

    /** The findings, a line each. */
    @Override
    public String toString() {
        var text = new StringBuilder("order ").append(order).append(": ").append(entries)
                .append(" derivatives compared");
        if (passed()) {
            worstAbsolute.ifPresent(worst -> text.append("\n  largest absolute error: ").append(worst));
            worstRelative.ifPresent(worst -> text.append("\n  largest relative error ").append(worst.relativeError())
                    .append(": ").append(worst));
            return text.toString();
        }
        text.append(", ").append(wrong).append(" wrong");
        worstWrong.forEach(derivative -> text.append("\n  ").append(derivative));
        if (wrong > worstWrong.size()) {
            text.append("\n  … and ").append(wrong - worstWrong.size()).append(" more");
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
