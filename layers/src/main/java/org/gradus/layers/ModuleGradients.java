package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.gradus.core.DType;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.GradCheckOptions;
import org.gradus.core.gradcheck.GradCheckReport;
import org.gradus.core.gradcheck.diagnosis.Explanation;
import org.gradus.core.random.Rng;
import org.gradus.core.random.RngState;

/**
 * An assertion on all gradients of a module, by its input and by every parameter that requires one, for tests of any
 * framework:
 *
 * {@snippet :
 * assertThatGradientsOf(new CNN()).at(Tensor.rand(new Rng(1), 2, 1, 28, 28)).areCorrect();
 * }
 *
 * <p>
 * The module is checked in FLOAT64 and given back in the type that it came in; its parameters keep their values, and their
 * gradients are forgotten. Whenever it is computed, the global generator and the buffers are what they were before, so
 * that dropout drops the same and running statistics stay; a generator of the module's own must be put back by itself.
 */
public final class ModuleGradients {

    private final Module module;
    private final UnaryOperator<Tensor> forward;
    private final List<Tensor> inputs;
    private final GradCheckOptions options;
    private final RunningLayer running = new RunningLayer();

    private ModuleGradients(Module module, UnaryOperator<Tensor> forward, List<Tensor> inputs,
            GradCheckOptions options) {
        this.module = module;
        this.forward = forward;
        this.inputs = inputs;
        this.options = options;
    }

    /** An assertion on a layer, or a model. */
    public static ModuleGradients assertThatGradientsOf(Layer layer) {
        return assertThatGradientsOf(layer, layer::forward);
    }

    /** An assertion on a module of any kind, computed by this function of one tensor. */
    public static ModuleGradients assertThatGradientsOf(Module module, UnaryOperator<Tensor> forward) {
        return new ModuleGradients(module, forward, List.of(), GradCheckOptions.DEFAULT);
    }

    /** What the module is checked on: differentiated by if it is of floating-point numbers, and a constant otherwise. */
    public ModuleGradients at(Tensor input) {
        return new ModuleGradients(module, forward, List.of(input), options);
    }

    /** Checks derivatives up to this order. */
    public ModuleGradients toOrder(int order) {
        return with(options.withOrder(order));
    }

    /** Looks at a part where the whole takes longer; see {@link GradCheckOptions#withBudget}. */
    public ModuleGradients within(Duration budget) {
        return with(options.withBudget(budget));
    }

    /** Checks as these options say. */
    public ModuleGradients with(GradCheckOptions value) {
        return new ModuleGradients(module, forward, inputs, value);
    }

    /**
     * Checks.
     *
     * @return what was found
     * @throws AssertionError if a gradient is wrong or cannot be told to be right, with an {@link Explanation} that names
     *         parameters and modules
     * @throws IllegalArgumentException if no input was given, or the module cannot be computed on it
     */
    public GradCheckReport areCorrect() {
        checkArgument(!inputs.isEmpty(), "[gradCheck] no input was given for %s; name one with at(…)",
                module.typeName());
        List<Runnable> undo = givingBack();
        module.to(DType.FLOAT64);
        try {
            undo.add(running.watch(module));
            Explanation explanation = explain();
            if (!explanation.report().passed()) {
                throw new AssertionError(explanation.toString());
            }
            return explanation.report();
        } finally {
            undo.forEach(Runnable::run);
        }
    }

    /** What brings back the types that parameters and buffers have now, the buffers' values, and the generator's state. */
    private List<Runnable> givingBack() {
        List<Runnable> undo = new ArrayList<>();
        RngState generator = Rng.global().state();
        undo.add(() -> Rng.global().restore(generator));
        for (Parameter parameter : module.parameters()) {
            DType dtype = parameter.dtype();
            undo.add(() -> parameter.convertTo(dtype));
        }
        for (Buffer buffer : module.namedBuffers().values()) {
            Tensor value = buffer.get();
            undo.add(() -> {
                buffer.convertTo(value.dtype());
                buffer.set(value);
            });
        }
        return undo;
    }

    private Explanation explain() {
        List<Tensor> arguments = new ArrayList<>();
        Tensor input = inputs.get(0);
        arguments.add(input.dtype().isFloatingPoint()
                ? input.detach().to(DType.FLOAT64).requiresGrad(true)
                : input);
        module.parameters().stream().filter(Tensor::requiresGrad).forEach(arguments::add);
        List<Runnable> asBefore = givingBack();
        return Explanation.of(given -> {
            asBefore.forEach(Runnable::run);
            running.clear();
            return List.of(forward.apply(given.get(0)));
        }, arguments, options, this::where);
    }

    private String where() {
        return running.isEmpty() || !running.innermost().isEmpty() ? running.innermost() : "the module itself";
    }
}
