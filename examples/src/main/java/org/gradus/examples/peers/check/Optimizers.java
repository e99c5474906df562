package org.gradus.examples.peers.check;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.gradus.core.Parameter;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.op.SliceOp;
import org.gradus.examples.peers.wire.Attributes;
import org.gradus.optim.Adadelta;
import org.gradus.optim.Adagrad;
import org.gradus.optim.Adam;
import org.gradus.optim.AdamW;
import org.gradus.optim.Adamax;
import org.gradus.optim.LBFGS;
import org.gradus.optim.LineSearch;
import org.gradus.optim.Lion;
import org.gradus.optim.NAdam;
import org.gradus.optim.Notes;
import org.gradus.optim.Optimizer;
import org.gradus.optim.OptimizerOptions;
import org.gradus.optim.RAdam;
import org.gradus.optim.RMSprop;
import org.gradus.optim.Rprop;
import org.gradus.optim.SGD;

/**
 * Fifty steps of every optimiser: from one start, with the same gradients and options. The input is a matrix whose first row
 * is the start and whose others are the gradients; options that are not the usual ones are attributes, under PyTorch's names.
 */
final class Optimizers {

    private static final int STEPS = 50;

    private static final ImmutableList<String> FLAGS = ImmutableList.of("maximize", "nesterov", "amsgrad", "centered",
            "decoupled_weight_decay");

    /** From where to where options are drawn. */
    private static final ImmutableMap<String, double[]> RANGES = ImmutableMap.<String, double[]>builder()
            .put("lr", new double[]{0.001, 0.1}).put("momentum", new double[]{0.1, 0.95})
            .put("dampening", new double[]{0, 0.9}).put("weight_decay", new double[]{0.001, 0.1})
            .put("beta1", new double[]{0.3, 0.95}).put("beta2", new double[]{0.5, 0.999})
            .put("eps", new double[]{1e-6, 1e-2}).put("momentum_decay", new double[]{0, 0.1})
            .put("alpha", new double[]{0.5, 0.99}).put("rho", new double[]{0.5, 0.99})
            .put("lr_decay", new double[]{0, 0.5}).put("initial_accumulator_value", new double[]{0, 2})
            .put("eta_minus", new double[]{0.2, 0.8}).put("eta_plus", new double[]{1.1, 1.5})
            .put("step_size_min", new double[]{1e-3, 1e-2}).put("step_size_max", new double[]{0.2, 2}).buildOrThrow();

    private Optimizers() {}

    static void addTo(Operations table) {
        String[] adam = {"lr", "beta1", "beta2", "eps", "weight_decay", "maximize"};
        add(table, "sgd", SGD.options(), SGD::new, "lr", "momentum", "dampening", "nesterov", "weight_decay",
                "maximize");
        add(table, "adam", Adam.options(), Adam::new, and(adam, "amsgrad", "decoupled_weight_decay"));
        add(table, "adamW", AdamW.options(), AdamW::new, and(adam, "amsgrad"));
        add(table, "adamax", Adamax.options(), Adamax::new, adam);
        add(table, "nAdam", NAdam.options(), NAdam::new, and(adam, "momentum_decay", "decoupled_weight_decay"));
        add(table, "rAdam", RAdam.options(), RAdam::new, and(adam, "decoupled_weight_decay"));
        add(table, "rmsprop", RMSprop.options(), RMSprop::new, "lr", "alpha", "eps", "weight_decay", "momentum",
                "centered", "maximize");
        add(table, "adagrad", Adagrad.options(), Adagrad::new, "lr", "lr_decay", "weight_decay",
                "initial_accumulator_value", "eps", "maximize");
        add(table, "adadelta", Adadelta.options(), Adadelta::new, "lr", "rho", "eps", "weight_decay", "maximize");
        add(table, "rprop", Rprop.options(), Rprop::new, "lr", "eta_minus", "eta_plus", "step_size_min",
                "step_size_max", "maximize");
        add(table, "lion", Lion.options(), Lion::new, "lr", "beta1", "beta2", "weight_decay", "maximize");
        table.add("optim.lbfgs", draw -> {
            // A convex function: on others, roundings decide which valley is taken.
            int n = draw.between(1, 12);
            draw.input(draw.numbers(Shape.of(n), Domain.of(-1, 1)))
                    .input(draw.numbers(Shape.of(n), Domain.of(0.5, 4))).withoutGradients();
            draw.with("search", draw.chance(0.5)).with("steps", draw.between(1, 4)).terms(1000);
        }, Optimizers::lbfgs);
    }

    private static String[] and(String[] some, String... others) {
        return ImmutableList.<String>builder().add(some).add(others).build().toArray(String[]::new);
    }

    private static <O extends OptimizerOptions<O>> void add(Operations table, String name, O usual,
            BiFunction<List<Parameter>, O, Optimizer<O>> optimizer, String... options) {
        table.add("optim." + name, draws(options), c -> {
            Tensor rows = c.x();
            var p = new Parameter(row(rows, 0));
            Notes notes = usual.notes().with("", notes(c.attributes(), options));
            Optimizer<O> steps = optimizer.apply(List.of(p), usual.of(notes));
            for (int t = 1; t <= STEPS; t++) {
                p.setGrad(row(rows, t));
                steps.step();
            }
            return p.detach();
        });
    }

    private static Tensor row(Tensor rows, int index) {
        return SliceOp.narrow(rows, 0, index, 1).reshape(rows.size(1));
    }

    private static Notes notes(Attributes attributes, String... options) {
        Notes notes = Notes.NONE;
        for (String option : options) {
            if (attributes.has(option)) {
                notes = FLAGS.contains(option)
                        ? notes.with(option, attributes.flag(option))
                        : notes.with(option, attributes.real(option));
            }
        }
        return notes;
    }

    private static Consumer<Draw> draws(String... options) {
        return draw -> {
            int n = draw.chance(0.1) ? draw.between(100, 1200) : draw.size();
            draw.constant(draw.numbers(Shape.of(STEPS + 1, n), Domain.ANY)).terms(STEPS);
            for (String option : options) {
                if (draw.chance(FLAGS.contains(option) ? 0.3 : 0.5)) {
                    drawOption(draw, option);
                }
            }
        };
    }

    private static void drawOption(Draw draw, String option) {
        Attributes before = draw.drawn().attributes();
        if (option.equals("nesterov") && (!before.has("momentum") || before.has("dampening"))) {
            return; // PyTorch refuses that
        }
        if (FLAGS.contains(option)) {
            draw.with(option, true);
        } else {
            double[] range = RANGES.get(option);
            draw.with(option, draw.real(range[0], range[1]));
        }
    }

    /** Minimises Σ aᵢ·(exp(pᵢ) − pᵢ) from a start, in so many calls. */
    private static Tensor lbfgs(Operands c) {
        var p = new Parameter(c.x());
        var options = LBFGS.options(0.25).withMaxIter(5)
                .withLineSearch(c.flag("search") ? LineSearch.STRONG_WOLFE : LineSearch.NONE);
        var optimizer = new LBFGS(List.of(p), options);
        for (int i = 0; i < c.integer("steps"); i++) {
            optimizer.step(() -> {
                optimizer.zeroGrad();
                Tensor loss = p.exp().sub(p).mul(c.y()).sum();
                loss.backward();
                return loss;
            });
        }
        return p.detach();
    }
}
