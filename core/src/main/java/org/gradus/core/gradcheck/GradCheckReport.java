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

    /** Whether every order that was asked for is right. */
    public boolean passed() {
        return orders.stream().allMatch(JacobianReport::passed);
    }

    /** The highest order that was checked. */
    public int order() {
        return Iterables.getLast(orders).order();
    }

    /** How many derivatives were compared, over all orders. */
    public long entries() {
        return orders.stream().mapToLong(JacobianReport::entries).sum();
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
        String head = "[gradCheck] %s (eps %s, atol %s, rtol %s, seed %s)".formatted(
                passed() ? "the gradients are right" : "the gradients are wrong", options.eps(), options.atol(),
                options.rtol(), options.seed());
        String advice = "\ncheck the vjp of the operations recorded; if none is at fault, a kink, a jump or a pole may lie within eps of the inputs";
        return orders.stream().map(JacobianReport::toString)
                .collect(Collectors.joining("\n", head + "\n", passed() ? "" : advice));
    }
}
