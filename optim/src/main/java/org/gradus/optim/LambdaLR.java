package org.gradus.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The learning rate times any function of the epoch.
 *
 * <pre>
 * lr = lr₀·factor(t)
 * </pre>
 *
 * <p>
 * A state does not hold the function: it goes on with the one that the schedule it is loaded into has.
 */
public final class LambdaLR extends LRScheduler {

    private final ImmutableList<DoubleUnaryOperator> factors;

    /** One function for all groups. */
    public LambdaLR(Optimizer<?> optimizer, DoubleUnaryOperator factor) {
        this(optimizer, Collections.nCopies(optimizer.groups().size(), factor));
    }

    /** A function for each group. @throws IllegalArgumentException if there are more or fewer than groups */
    public LambdaLR(Optimizer<?> optimizer, List<DoubleUnaryOperator> factors) {
        checkArgument(factors.size() == optimizer.groups().size(),
                "[LambdaLR] needs a function for each of %s groups, but %s came", optimizer.groups().size(),
                factors.size());
        this.factors = ImmutableList.copyOf(factors);
        super(optimizer);
    }

    @Override
    double learningRate(double t, int group) {
        return initial(group) * factors.get(group).applyAsDouble(t);
    }

    @Override
    String settings() {
        return "functions=" + factors.size();
    }
}
