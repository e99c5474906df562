package org.gradus.core.gradcheck;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;

/**
 * Checks gradients against differences, further than PyTorch's {@code gradcheck} and {@code gradgradcheck} do.
 *
 * <p>
 * Every element of the Jacobian ∂output/∂input that the tape gives is compared with what the function's values say, by
 * differences whose steps fit the function and whose error is known: a derivative that is clearly another one is wrong, one
 * that differences cannot tell is inconclusive, and neither passes. At a kink, such as a ReLU's at 0 or a tie in a max-pool,
 * any value between the slopes around is right; see {@link Differences}, where PyTorch's own rule is found as well. At the
 * second order the same is done to the gradient of Σ uᵀ·f(x) as a function of x and of random cotangents u, and so on
 * upwards. Besides, gradients for random cotangents must be combinations of the Jacobian's rows, those of inputs used twice
 * must add up, those for zeros must be zero, products with the Jacobian from either side must agree, Taylor's remainder must
 * shrink faster than the step, the gradient must be right at a point nearby, and bend as the function itself does, and
 * everything must repeat bit for bit.
 *
 * <p>
 * Inputs that require a gradient are differentiated by and must be FLOAT64; all others, labels for one, are passed as
 * they are. A {@link org.gradus.core.Parameter} among the inputs is changed in place and set back, so that a function
 * that holds its parameters itself, as modules do, can be checked by listing them. A function may end within a step of the
 * inputs, by NaN or by an IllegalArgumentException: smaller steps are taken. The time grows with the number of inputs'
 * elements times the cost of the function, and with the number of outputs' elements times the cost of a backward pass;
 * where that is too much, {@link GradCheckOptions#withBudget} looks at a part and says what it finds.
 */
public final class GradCheck {

    private GradCheck() {}

    /** Checks first-order gradients of a tensor's function; see {@link #check(Function, List, GradCheckOptions)}. */
    public static GradCheckReport check(Function<Tensor, Tensor> function, Tensor input) {
        return check(function, input, GradCheckOptions.DEFAULT);
    }

    /** Checks a function of one tensor; see {@link #check(Function, List, GradCheckOptions)}. */
    public static GradCheckReport check(Function<Tensor, Tensor> function, Tensor input, GradCheckOptions options) {
        return check(inputs -> List.of(function.apply(inputs.get(0))), List.of(input), options);
    }

    /** Checks the first-order gradients of a function; see {@link #check(Function, List, GradCheckOptions)}. */
    public static GradCheckReport check(Function<List<Tensor>, List<Tensor>> function, List<Tensor> inputs) {
        return check(function, inputs, GradCheckOptions.DEFAULT);
    }

    /**
     * Checks the gradients of a function, order by order until one is wrong.
     *
     * @param function from the inputs to any number of outputs, of which those that are FLOAT64 are differentiated
     * @param inputs where the function is checked
     * @throws IllegalArgumentException if no input requires a gradient, one that does is not FLOAT64, no output is
     *         FLOAT64 or one is FLOAT32, the function changes an input, a result does not repeat bit for bit, or the Jacobian
     *         is too large to be compared without a budget
     */
    public static GradCheckReport check(Function<List<Tensor>, List<Tensor>> function, List<Tensor> inputs,
            GradCheckOptions options) {
        var rng = new Rng(options.seed());
        var reports = ImmutableList.<JacobianReport>builder();
        Subject subject = Subject.of(function, inputs);
        Optional<Deadline> deadline = options.budget().map(Deadline::in);
        Supplier<Optional<Fault>> earlier = Optional::empty;
        boolean passed = true;
        for (int order = 1; passed && order <= options.order(); order++) {
            Subject gradient = subject.gradient(rng);
            int left = options.order() - order + 1;
            var check = new JacobianCheck(subject, gradient, options, rng,
                    deadline.map(time -> Deadline.in(time.left().dividedBy(left))));
            JacobianReport report = check.run(order, earlier);
            reports.add(report);
            earlier = check::bend;
            passed = report.passed();
            subject = gradient;
        }
        return new GradCheckReport(options, reports.build());
    }
}
