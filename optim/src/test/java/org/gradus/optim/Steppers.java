package org.gradus.optim;

import com.google.common.primitives.Doubles;
import java.util.List;
import org.gradus.core.DType;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;

/** Optimisers by name, and steps with gradients that are given. */
final class Steppers {

    private Steppers() {}

    /** An optimiser with its usual options but for these. */
    static Optimizer<?> of(String name, Notes options, List<Parameter> parameters) {
        return switch (name) {
            case "SGD" -> new SGD(parameters, changed(SGD.options(), options));
            case "Adam" -> new Adam(parameters, changed(Adam.options(), options));
            case "AdamW" -> new AdamW(parameters, changed(AdamW.options(), options));
            case "Adamax" -> new Adamax(parameters, changed(Adamax.options(), options));
            case "NAdam" -> new NAdam(parameters, changed(NAdam.options(), options));
            case "RAdam" -> new RAdam(parameters, changed(RAdam.options(), options));
            case "RMSprop" -> new RMSprop(parameters, changed(RMSprop.options(), options));
            case "Adagrad" -> new Adagrad(parameters, changed(Adagrad.options(), options));
            case "Adadelta" -> new Adadelta(parameters, changed(Adadelta.options(), options));
            case "Rprop" -> new Rprop(parameters, changed(Rprop.options(), options));
            case "Lion" -> new Lion(parameters, changed(Lion.options(), options));
            default -> throw new AssertionError(name);
        };
    }

    static <O extends OptimizerOptions<O>> O changed(O usual, Notes changes) {
        return usual.of(usual.notes().with("", changes));
    }

    /** One step in which a parameter has this gradient. */
    static void step(Optimizer<?> optimizer, Parameter parameter, Tensor gradient) {
        optimizer.zeroGrad();
        parameter.backward(gradient);
        optimizer.step();
    }

    /** All elements, whose bits are equal where the numbers are. */
    static List<Double> values(Tensor tensor) {
        return Doubles.asList(tensor.detach().to(DType.FLOAT64).toDoubleArray());
    }
}
