package org.gradus.core.gradcheck.diagnosis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.GradCheckOptions;
import org.gradus.core.gradcheck.GradCheckReport;
import org.jspecify.annotations.Nullable;

/**
 * An assertion on gradients for tests of any framework:
 *
 * {@snippet :
 * assertThatGradientOf(x -> x.tanh().sum()).at(x).toOrder(2).isCorrect();
 * }
 */
public final class GradientAssertion {

    private final Function<List<Tensor>, List<Tensor>> function;
    private final List<Tensor> inputs;
    private final GradCheckOptions options;
    private final @Nullable Path picture;

    private GradientAssertion(Function<List<Tensor>, List<Tensor>> function, List<Tensor> inputs,
            GradCheckOptions options, @Nullable Path picture) {
        this.function = function;
        this.inputs = inputs;
        this.options = options;
        this.picture = picture;
    }

    /** An assertion on a function of one tensor. */
    public static GradientAssertion assertThatGradientOf(UnaryOperator<Tensor> function) {
        return assertThatGradientsOf(inputs -> List.of(function.apply(inputs.get(0))));
    }

    /** An assertion on a function of any number of tensors. */
    public static GradientAssertion assertThatGradientsOf(Function<List<Tensor>, List<Tensor>> function) {
        return new GradientAssertion(function, List.of(), GradCheckOptions.DEFAULT, null);
    }

    /**
     * Where the function is checked. If no tensor requires a gradient, all of floating-point numbers are differentiated
     * by.
     */
    public GradientAssertion at(Tensor... tensors) {
        List<Tensor> given = List.of(tensors);
        boolean marked = given.stream().anyMatch(Tensor::requiresGrad);
        return new GradientAssertion(function,
                marked ? given : given.stream().map(GradientAssertion::differentiable).toList(), options, picture);
    }

    private static Tensor differentiable(Tensor x) {
        return x.requiresGrad(x.dtype().isFloatingPoint());
    }

    /** Checks derivatives up to this order. */
    public GradientAssertion toOrder(int order) {
        return with(options.withOrder(order));
    }

    /** Looks at a part where the whole takes longer; see {@link GradCheckOptions#withBudget}. */
    public GradientAssertion within(Duration budget) {
        return with(options.withBudget(budget));
    }

    /** Checks as these options say. */
    public GradientAssertion with(GradCheckOptions value) {
        return new GradientAssertion(function, inputs, value, picture);
    }

    /** Writes the {@link ErrorMap} to this file if the gradients are wrong. */
    public GradientAssertion drawingTo(Path svg) {
        return new GradientAssertion(function, inputs, options, svg);
    }

    /**
     * Checks.
     *
     * @return what was found
     * @throws AssertionError if a gradient is wrong or cannot be told to be right, with an {@link Explanation}
     * @throws IllegalArgumentException if the function cannot be checked there
     */
    public GradCheckReport isCorrect() {
        Explanation explanation = Explanation.of(function, inputs, options);
        if (explanation.report().passed()) {
            return explanation.report();
        }
        String drawn = "";
        if (picture != null && explanation.errorMap().isPresent()) {
            draw(explanation.errorMap().get(), picture);
            drawn = "\nthe errors are drawn in " + picture;
        }
        throw new AssertionError(explanation + drawn);
    }

    private static void draw(ErrorMap map, Path file) {
        try {
            Files.writeString(file, map.svg());
        } catch (IOException e) {
            throw new UncheckedIOException("[gradCheck] the error map cannot be written to " + file, e);
        }
    }
}
