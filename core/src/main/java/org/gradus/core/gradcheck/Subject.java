package org.gradus.core.gradcheck;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Verify.verify;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.gradus.core.Autograd;
import org.gradus.core.DType;
import org.gradus.core.GradOptions;
import org.gradus.core.Parameter;
import org.gradus.core.Shape;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;

/** A function at a point: its inputs, its outputs there, and what it gives nearby. */
final class Subject {

    /** A function that can do without a tape of its results where only their values are wanted. */
    private interface Rule {

        List<Tensor> apply(List<Tensor> inputs, boolean recorded);
    }

    private final Rule rule;
    private final ImmutableList<Variable> inputs;
    private final ImmutableList<Variable> differentiated;
    private final ImmutableList<Variable> outputs;

    private Subject(Rule rule, List<Variable> inputs, List<Variable> outputs) {
        this.rule = rule;
        this.inputs = ImmutableList.copyOf(inputs);
        this.differentiated = inputs.stream().filter(input -> input.tensor().requiresGrad())
                .collect(ImmutableList.toImmutableList());
        this.outputs = ImmutableList.copyOf(outputs);
    }

    /** A user's function, of whose outputs the floating-point ones count. */
    static Subject of(Function<List<Tensor>, List<Tensor>> function, List<Tensor> tensors) {
        List<Variable> inputs = inputs(tensors);
        List<Variable> outputs = outputs(compute((arguments, _) -> function.apply(arguments), inputs));
        int[] numbers = outputs.stream().mapToInt(Variable::number).toArray();
        var subject = new Subject(
                (arguments, _) -> Arrays.stream(numbers).mapToObj(function.apply(arguments)::get).toList(), inputs,
                outputs);
        subject.checkRepeatable();
        return subject;
    }

    private static List<Variable> inputs(List<Tensor> tensors) {
        checkArgument(tensors.stream().anyMatch(Tensor::requiresGrad),
                "[gradCheck] none of the %s inputs requires a gradient; mark those to differentiate by with requiresGrad(true)",
                tensors.size());
        List<Variable> inputs = new ArrayList<>();
        Set<Tensor> seen = Sets.newIdentityHashSet();
        for (int i = 0; i < tensors.size(); i++) {
            Tensor tensor = tensors.get(i);
            checkArgument(!tensor.requiresGrad() || tensor.dtype() == DType.FLOAT64,
                    "[gradCheck] input %s is %s, but differences need float64; convert it with to(DType.FLOAT64), or pass it without requiresGrad",
                    i, tensor.type());
            boolean apart = seen.add(tensor) && tensor.node() == null || tensor instanceof Parameter;
            inputs.add(Variable.of(name(i, tensor), i,
                    apart || !tensor.requiresGrad() ? tensor : tensor.detach().requiresGrad(true)));
        }
        return inputs;
    }

    private static String name(int number, Tensor tensor) {
        return tensor instanceof Parameter parameter && !parameter.name().isEmpty()
                ? "parameter " + parameter.name()
                : "input " + number;
    }

    private static List<Variable> outputs(List<Tensor> tensors) {
        List<Variable> outputs = new ArrayList<>();
        for (int i = 0; i < tensors.size(); i++) {
            Tensor tensor = tensors.get(i);
            checkArgument(tensor.dtype() != DType.FLOAT32,
                    "[gradCheck] output %s is %s, but differences need float64 throughout; convert constants with to(DType.FLOAT64)",
                    i, tensor.type());
            if (tensor.dtype() == DType.FLOAT64) {
                outputs.add(Variable.of("output " + i, i, tensor));
            }
        }
        checkArgument(!outputs.isEmpty(),
                "[gradCheck] the function gave %s, none of it float64; return what is to be differentiated",
                tensors.stream().map(Tensor::type).toList());
        return outputs;
    }

    /**
     * Σ cotangentᵀ·∂output/∂input at another point.
     *
     * @throws IllegalArgumentException if the function refuses to be computed there
     */
    double[] gradient(Point point, List<Tensor> cotangents) {
        return at(point, arguments -> {
            List<Tensor> by = differentiated.stream().map(input -> arguments.get(input.number())).toList();
            return Values.of(gradients(rule.apply(arguments, true), by, cotangents, GradOptions.DEFAULT));
        });
    }

    /** Computes the outputs, and refuses a function that changes its inputs. */
    private static List<Tensor> compute(Rule rule, List<Variable> inputs) {
        List<Object> before = inputs.stream().map(input -> Values.copy(input.tensor())).toList();
        List<Tensor> result = rule.apply(Variable.tensors(inputs), true);
        for (Variable input : inputs) {
            checkArgument(Values.unchanged(input.tensor(), before.get(input.number())),
                    "[gradCheck] %s (%s) holds other values after the computation than before; compute a new tensor instead of changing an operand",
                    input.name(), input.tensor().type());
        }
        return result;
    }

    private void checkRepeatable() {
        double[] first = Values.of(Variable.tensors(outputs));
        double[] second = evaluate().values();
        int at = Arrays.mismatch(first, second);
        if (at >= 0) {
            throw new IllegalArgumentException(
                    "[gradCheck] %s was %s and, computed again from the same inputs, %s; results must repeat bit for bit: seed random generators anew inside the function"
                            .formatted(Part.place(Variable.parts(outputs), at), first[at], second[at]));
        }
    }

    /**
     * The gradient of Σ uᵀ·output as a function of the inputs and of u, one for each output, drawn at random: what is
     * to be differentiated at the next order.
     */
    Subject gradient(Rng rng) {
        List<Variable> arguments = new ArrayList<>(inputs);
        for (Variable output : outputs) {
            Tensor cotangent = normal(rng, output.tensor().shape()).requiresGrad(true);
            arguments.add(Variable.of("cotangent of " + output.name(), arguments.size(), cotangent));
        }
        Rule gradient = (all, recorded) -> {
            List<Tensor> given = all.subList(0, inputs.size());
            List<Tensor> by = differentiated.stream().map(input -> given.get(input.number())).toList();
            return gradients(rule.apply(given, true), by, all.subList(inputs.size(), all.size()),
                    GradOptions.DEFAULT.withCreateGraph(recorded));
        };
        List<Tensor> values = compute(gradient, arguments);
        List<Variable> results = new ArrayList<>();
        for (Variable input : differentiated) {
            results.add(Variable.of("gradient of " + input.name(), results.size(), values.get(results.size())));
        }
        var subject = new Subject(gradient, arguments, results);
        subject.checkRepeatable();
        return subject;
    }

    private static Tensor normal(Rng rng, Shape shape) {
        double[] values = new double[shape.numel()];
        rng.normal(values, 0, 1);
        return Tensor.wrap(values, shape);
    }

    /** Σ cotangentᵀ·∂output/∂input for each input, zeros where no recorded output depends on it. */
    static List<Tensor> gradients(List<Tensor> outputs, List<Tensor> inputs, List<Tensor> cotangents,
            GradOptions options) {
        List<Tensor> recorded = new ArrayList<>();
        List<Tensor> matching = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).requiresGrad()) {
                recorded.add(outputs.get(i));
                matching.add(cotangents.get(i));
            }
        }
        List<Tensor> gradients = Autograd.grad(recorded, inputs,
                options.withAllowUnused(true).withCotangents(matching.toArray(Tensor[]::new)));
        for (int i = 0; i < inputs.size(); i++) {
            verify(gradients.get(i).type().equals(inputs.get(i).type()), "gradient %s for input %s",
                    gradients.get(i).type(), inputs.get(i).type());
        }
        return gradients;
    }

    /** The inputs by which derivatives are taken. */
    ImmutableList<Variable> differentiated() {
        return differentiated;
    }

    ImmutableList<Variable> inputs() {
        return inputs;
    }

    ImmutableList<Variable> outputs() {
        return outputs;
    }

    /** Computes the outputs anew, on the tape. */
    List<Tensor> record() {
        return rule.apply(Variable.tensors(inputs), true);
    }

    /** Computes the outputs' values anew. */
    Evaluation evaluate() {
        return evaluate(Variable.tensors(inputs));
    }

    /**
     * Computes the outputs' values at another point. A point at which the function throws an IllegalArgumentException is
     * outside of where it is defined.
     */
    Evaluation evaluate(Point point) {
        try {
            return at(point, this::evaluate);
        } catch (IllegalArgumentException e) {
            return Evaluation.refused(Part.numel(Variable.parts(outputs)), e);
        }
    }

    /**
     * Computes something with the inputs of another point. A {@link Parameter} is changed in place, so that functions that
     * hold it themselves see it, and set back.
     */
    private <T> T at(Point point, Function<List<Tensor>, T> body) {
        List<Tensor> arguments = new ArrayList<>(Variable.tensors(inputs));
        List<Runnable> restorations = new ArrayList<>();
        try {
            for (int i = 0; i < differentiated.size(); i++) {
                Variable input = differentiated.get(i);
                double[] values = point.values()[i];
                if (values == null) {
                    continue;
                }
                Tensor moved = Tensor.wrap(values, input.tensor().shape());
                if (input.tensor() instanceof Parameter parameter) {
                    Tensor original = parameter.detach();
                    restorations.add(() -> parameter.set(original));
                    parameter.set(moved);
                } else {
                    arguments.set(input.number(), moved.requiresGrad(true));
                }
            }
            return body.apply(arguments);
        } finally {
            restorations.forEach(Runnable::run);
        }
    }

    private Evaluation evaluate(List<Tensor> arguments) {
        Ledger ledger = new Ledger();
        List<Tensor> results = Tape.intercepting(ledger, () -> rule.apply(arguments, false));
        for (int i = 0; i < results.size(); i++) {
            checkArgument(results.get(i).type().equals(outputs.get(i).tensor().type()),
                    "[gradCheck] %s was %s and, computed again, %s; types and shapes must not depend on the inputs' values",
                    outputs.get(i).name(), outputs.get(i).tensor().type(), results.get(i).type());
        }
        return new Evaluation(Values.of(results), ledger.fingerprint(), null);
    }

    /** How large the numbers become behind each output; see {@link Magnitudes}. */
    double[] magnitudes() {
        return magnitudes(Variable.tensors(inputs));
    }

    /** The same at x or at a point nearby, whichever is larger, since a number may vanish at x. */
    double[] magnitudes(Point nearby) {
        double[] magnitudes = magnitudes();
        try {
            double[] there = at(nearby, this::magnitudes);
            Arrays.setAll(magnitudes, i -> Math.max(magnitudes[i], there[i]));
        } catch (IllegalArgumentException e) {
            // outside of where the function is defined
        }
        return magnitudes;
    }

    private double[] magnitudes(List<Tensor> arguments) {
        Magnitudes magnitudes = new Magnitudes();
        List<Tensor> results = Tape.intercepting(magnitudes, () -> rule.apply(arguments, true));
        return results.stream().mapToDouble(magnitudes::of).toArray();
    }
}
