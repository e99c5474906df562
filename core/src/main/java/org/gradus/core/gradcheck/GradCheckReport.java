package org.gradus.core.gradcheck;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a gradient check found.
 *
 * @param options how it was done
 * @param orders one report an order, from the first; the last is of the first order that failed, if one did
 */
public record GradCheckReport(GradCheckOptions options, ImmutableList<JacobianReport> orders) {

    /** What was found, all in all. */
    public Verdict verdict() {
        return Verdict.of(orders.stream().map(JacobianReport::verdict).toList());
    }

    /** Whether every order that was asked for is right. */
    public boolean passed() {
        return verdict() == Verdict.PASSED;
    }

    /** The highest order that was checked. */
    public int order() {
        return Iterables.getLast(orders).order();
    }

    /** How many single derivatives were compared, over all orders. */
    public long entries() {
        return orders.stream().mapToLong(order -> order.elements().compared()).sum();
    }

    /** The derivative with the largest absolute error, over all orders. */
    public Optional<Derivative> worstAbsolute() {
        return orders.stream().flatMap(order -> order.worstAbsolute().stream())
                .max(Comparator.comparingDouble(Derivative::absoluteError));
    }

    /** The derivative with the largest relative error, over all orders; see {@link JacobianReport#worstRelative}. */
    public Optional<Derivative> worstRelative() {
        return orders.stream().flatMap(order -> order.worstRelative().stream())
                .max(Comparator.comparingDouble(Derivative::relativeError));
    }

    /**
     * Gives this report if the check passed.
     *
     * @throws AssertionError otherwise, with everything that was found
     */
    public GradCheckReport assertCorrect() {
        if (!passed()) {
            throw new AssertionError(toString());
        }
        return this;
    }

    /** The findings, order by order. */
    @Override
    public String toString() {
        String head = "[gradCheck] %s (%s, seed %s)".formatted(switch (verdict()) {
            case PASSED -> "the gradients are right";
            case FAILED -> "the gradients are wrong";
            case INCONCLUSIVE -> "whether the gradients are right is not to be told";
        }, options.differences(), options.seed());
        return orders.stream().map(JacobianReport::toString)
                .collect(Collectors.joining("\n", head + "\n", passed() ? "" : "\n" + advice()));
    }

    private String advice() {
        return switch (options.differences()) {
            case Differences.FixedStep _ ->
                "check the vjp of the operations recorded; if none is at fault, a kink, a jump or a pole may lie within eps of the inputs";
            case Differences.Adaptive _ when verdict() == Verdict.INCONCLUSIVE ->
                "differences do not settle: the function may be noisy, or jump, or have a pole at the inputs; check it elsewhere, or in exact float64 throughout";
            case Differences.Adaptive _ -> "check the vjp of the operations recorded";
        };
    }
}
