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
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;

/** A function at a point: its inputs, its outputs there, and what it gives nearby. */
final class Subject {

    private final Function<List<Tensor>, List<Tensor>> function;
    private final ImmutableList<Variable> inputs;
    private final ImmutableList<Variable> outputs;

    private Subject(Function<List<Tensor>, List<Tensor>> function, List<Variable> inputs, List<Variable> outputs) {
        this.function = function;
        this.inputs = ImmutableList.copyOf(inputs);
        this.outputs = ImmutableList.copyOf(outputs);
    }

    /** A user's function, of whose outputs the floating-point ones count. */
    static Subject of(Function<List<Tensor>, List<Tensor>> function, List<Tensor> tensors) {
        List<Variable> inputs = inputs(tensors);
        List<Variable> outputs = outputs(compute(function, inputs));
        int[] numbers = outputs.stream().mapToInt(Variable::number).toArray();
        var subject = new Subject(arguments -> Arrays.stream(numbers).mapToObj(function.apply(arguments)::get).toList(),
                inputs, outputs);
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
            inputs.add(new Variable("input " + i, i,
                    apart || !tensor.requiresGrad() ? tensor : tensor.detach().requiresGrad(true)));
        }
        return inputs;
    }

    private static List<Variable> outputs(List<Tensor> tensors) {
        List<Variable> outputs = new ArrayList<>();
        for (int i = 0; i < tensors.size(); i++) {
            Tensor tensor = tensors.get(i);
            checkArgument(tensor.dtype() != DType.FLOAT32,
                    "[gradCheck] output %s is %s, but differences need float64 throughout; convert constants with to(DType.FLOAT64)",
                    i, tensor.type());
            if (tensor.dtype() == DType.FLOAT64) {
                outputs.add(new Variable("output " + i, i, tensor));
            }
        }
        checkArgument(!outputs.isEmpty(),
                "[gradCheck] the function gave %s, none of it float64; return what is to be differentiated",
                tensors.stream().map(Tensor::type).toList());
        return outputs;
    }

    /** Computes the outputs, and refuses a function that changes its inputs. */
    private static List<Tensor> compute(Function<List<Tensor>, List<Tensor>> function, List<Variable> inputs) {
        List<Object> before = inputs.stream().map(input -> Values.copy(input.tensor())).toList();
        List<Tensor> result = function.apply(Variable.tensors(inputs));
        for (Variable input : inputs) {
            checkArgument(Values.unchanged(input.tensor(), before.get(input.number())),
                    "[gradCheck] %s (%s) holds other values after the computation than before; compute a new tensor instead of changing an operand",
                    input.name(), input.tensor().type());
        }
        return result;
    }

    private void checkRepeatable() {
        double[] first = Values.of(Variable.tensors(outputs));
        double[] second = Values.of(evaluate());
        int at = Arrays.mismatch(first, second);
        if (at >= 0) {
            throw new IllegalArgumentException(
                    "[gradCheck] %s was %s and, computed again from the same inputs, %s; results must repeat bit for bit: seed random generators anew inside the function"
                            .formatted(Variable.place(outputs, at), first[at], second[at]));
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
            arguments.add(new Variable("cotangent of " + output.name(), arguments.size(), cotangent));
        }
        Function<List<Tensor>, List<Tensor>> gradient = all -> {
            List<Tensor> given = all.subList(0, inputs.size());
            List<Tensor> by = differentiated().stream().map(input -> given.get(input.number())).toList();
            return gradients(function.apply(given), by, all.subList(inputs.size(), all.size()),
                    GradOptions.DEFAULT.withCreateGraph(true));
        };
        List<Tensor> values = compute(gradient, arguments);
        List<Variable> results = new ArrayList<>();
        for (Variable input : differentiated()) {
            results.add(new Variable("gradient of " + input.name(), results.size(), values.get(results.size())));
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
    List<Variable> differentiated() {
        return inputs.stream().filter(input -> input.tensor().requiresGrad()).toList();
    }

    ImmutableList<Variable> inputs() {
        return inputs;
    }

    ImmutableList<Variable> outputs() {
        return outputs;
    }

    /** Computes the outputs anew. */
    List<Tensor> evaluate() {
        return evaluate(Variable.tensors(inputs));
    }

    /**
     * Computes the outputs with one element of one input replaced. A {@link Parameter} is changed in place, so that
     * functions that hold it themselves see it, and set back.
     */
    List<Tensor> evaluate(Variable input, int element, double value) {
        double[] values = input.tensor().toDoubleArray();
        values[element] = value;
        Tensor replaced = Tensor.wrap(values, input.tensor().shape());
        if (input.tensor() instanceof Parameter parameter) {
            Tensor original = parameter.detach();
            try {
                parameter.set(replaced);
                return evaluate();
            } finally {
                parameter.set(original);
            }
        }
        List<Tensor> arguments = new ArrayList<>(Variable.tensors(inputs));
        arguments.set(input.number(), replaced.requiresGrad(true));
        return evaluate(arguments);
    }

    private List<Tensor> evaluate(List<Tensor> arguments) {
        List<Tensor> results = function.apply(arguments);
        for (int i = 0; i < results.size(); i++) {
            checkArgument(results.get(i).type().equals(outputs.get(i).tensor().type()),
                    "[gradCheck] %s was %s and, computed again, %s; types and shapes must not depend on the inputs' values",
                    outputs.get(i).name(), outputs.get(i).tensor().type(), results.get(i).type());
        }
        return results;
    }
}
