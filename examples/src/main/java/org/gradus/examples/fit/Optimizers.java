package org.gradus.examples.fit;

import com.google.common.collect.ImmutableMap;
import java.util.Iterator;
import java.util.List;
import org.gradus.core.Parameter;
import org.gradus.optim.Adagrad;
import org.gradus.optim.Adam;
import org.gradus.optim.AdamW;
import org.gradus.optim.Adamax;
import org.gradus.optim.Lion;
import org.gradus.optim.NAdam;
import org.gradus.optim.Optimizer;
import org.gradus.optim.RAdam;
import org.gradus.optim.RMSprop;
import org.gradus.optim.SGD;

/** The optimisers that a command line names. */
final class Optimizers {

    /** Makes one for these parameters, with a learning rate, a momentum where it has one, and a weight decay. */
    private interface Maker {

        Optimizer<?> make(List<Parameter> parameters, double learningRate, double momentum, double decay);
    }

    private static final Choice<Maker> NAMED = new Choice<>("optimizer", ImmutableMap.<String, Maker>builder()
            .put("sgd", (parameters, rate, momentum, decay) -> new SGD(parameters,
                    SGD.options(rate).withMomentum(momentum).withWeightDecay(decay)))
            .put("rmsprop", (parameters, rate, momentum, decay) -> new RMSprop(parameters,
                    RMSprop.options(rate).withMomentum(momentum).withWeightDecay(decay)))
            .put("adam", (parameters, rate, _, decay) -> new Adam(parameters,
                    Adam.options(rate).withWeightDecay(decay)))
            .put("adamw", (parameters, rate, _, decay) -> new AdamW(parameters,
                    AdamW.options(rate).withWeightDecay(decay)))
            .put("adamax", (parameters, rate, _, decay) -> new Adamax(parameters,
                    Adamax.options(rate).withWeightDecay(decay)))
            .put("nadam", (parameters, rate, _, decay) -> new NAdam(parameters,
                    NAdam.options(rate).withWeightDecay(decay)))
            .put("radam", (parameters, rate, _, decay) -> new RAdam(parameters,
                    RAdam.options(rate).withWeightDecay(decay)))
            .put("adagrad", (parameters, rate, _, decay) -> new Adagrad(parameters,
                    Adagrad.options(rate).withWeightDecay(decay)))
            .put("lion", (parameters, rate, _, decay) -> new Lion(parameters,
                    Lion.options(rate).withWeightDecay(decay)))
            .buildOrThrow());

    /** The names that {@code --help} lists. */
    static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return NAMED.byName().keySet().iterator();
        }
    }

    private Optimizers() {}

    /** The optimiser of this name. @throws IllegalArgumentException if there is none, or a value is out of range */
    static Optimizer<?> create(String name, List<Parameter> parameters, double learningRate, double momentum,
            double decay) {
        return NAMED.of(name).make(parameters, learningRate, momentum, decay);
    }
}
