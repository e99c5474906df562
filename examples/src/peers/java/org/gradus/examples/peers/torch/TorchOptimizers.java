package org.gradus.examples.peers.torch;

import java.util.function.BiFunction;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.Adagrad;
import org.bytedeco.pytorch.AdagradOptions;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.LBFGS;
import org.bytedeco.pytorch.LBFGSOptions;
import org.bytedeco.pytorch.LossClosure;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The optimisers that PyTorch has in C++. None can maximise: the cases that do give it negative gradients. */
final class TorchOptimizers {

    private TorchOptimizers() {}

    static void addTo(TorchOperations table) {
        add(table, "sgd", TorchOptimizers::sgd);
        add(table, "adam", (parameters, steps) -> steps.flag("decoupled_weight_decay")
                ? adamW(parameters, steps, 0)
                : adam(parameters, steps));
        add(table, "adamW", (parameters, steps) -> adamW(parameters, steps, 1e-2));
        add(table, "rmsprop", TorchOptimizers::rmsprop);
        add(table, "adagrad", TorchOptimizers::adagrad);
        table.add("optim.lbfgs", TorchOptimizers::lbfgs);
    }

    private static void add(TorchOperations table, String name,
            BiFunction<TensorVector, TorchSteps, Optimizer> optimizer) {
        table.add("optim." + name, call -> {
            var steps = new TorchSteps(call);
            Tensor p = steps.start().set_requires_grad(true);
            Optimizer stepper = optimizer.apply(new TensorVector(p), steps);
            for (int t = 1; t <= steps.count(); t++) {
                p.mutable_grad().put(steps.gradient(t));
                stepper.step();
            }
            return p.detach();
        });
    }

    private static Optimizer sgd(TensorVector parameters, TorchSteps steps) {
        var options = new SGDOptions(steps.option("lr", 1e-3));
        options.momentum().put(steps.option("momentum", 0));
        options.dampening().put(steps.option("dampening", 0));
        options.weight_decay().put(steps.option("weight_decay", 0));
        options.nesterov().put(steps.flag("nesterov"));
        return new SGD(parameters, options);
    }

    private static Optimizer adam(TensorVector parameters, TorchSteps steps) {
        var options = new AdamOptions(steps.option("lr", 1e-3));
        setBetas(options.betas(), steps);
        options.eps().put(steps.option("eps", 1e-8));
        options.weight_decay().put(steps.option("weight_decay", 0));
        options.amsgrad().put(steps.flag("amsgrad"));
        return new Adam(parameters, options);
    }

    private static Optimizer adamW(TensorVector parameters, TorchSteps steps, double usualWeightDecay) {
        var options = new AdamWOptions(steps.option("lr", 1e-3));
        setBetas(options.betas(), steps);
        options.eps().put(steps.option("eps", 1e-8));
        options.weight_decay().put(steps.option("weight_decay", usualWeightDecay));
        options.amsgrad().put(steps.flag("amsgrad"));
        return new AdamW(parameters, options);
    }

    /** In which order a pair lies in memory depends on the C++ library; its usual values, 0.9 and 0.999, tell. */
    private static void setBetas(DoublePointer betas, TorchSteps steps) {
        int first = betas.get(0) == 0.9 ? 0 : 1;
        betas.put(first, steps.option("beta1", 0.9));
        betas.put(1 - first, steps.option("beta2", 0.999));
    }

    private static Optimizer rmsprop(TensorVector parameters, TorchSteps steps) {
        var options = new RMSpropOptions(steps.option("lr", 1e-2));
        options.alpha().put(steps.option("alpha", 0.99));
        options.eps().put(steps.option("eps", 1e-8));
        options.weight_decay().put(steps.option("weight_decay", 0));
        options.momentum().put(steps.option("momentum", 0));
        options.centered().put(steps.flag("centered"));
        return new RMSprop(parameters, options);
    }

    private static Optimizer adagrad(TensorVector parameters, TorchSteps steps) {
        var options = new AdagradOptions(steps.option("lr", 1e-2));
        options.lr_decay().put(steps.option("lr_decay", 0));
        options.weight_decay().put(steps.option("weight_decay", 0));
        options.initial_accumulator_value().put(steps.option("initial_accumulator_value", 0));
        options.eps().put(steps.option("eps", 1e-10));
        return new Adagrad(parameters, options);
    }

    private static Tensor lbfgs(TorchCall call) {
        Tensor p = call.x().clone().set_requires_grad(true);
        var options = new LBFGSOptions(0.25);
        options.max_iter().put(5);
        if (call.flag("search")) {
            options.line_search_fn().put(new BytePointer("strong_wolfe"));
        }
        var optimizer = new LBFGS(new TensorVector(p), options);
        try (var closure = new LossClosure() {
            @Override
            public Tensor call() {
                optimizer.zero_grad();
                Tensor loss = torch.exp(p).sub(p).mul(call.y()).sum();
                loss.backward();
                return loss;
            }
        }) {
            for (int i = 0; i < call.integer("steps"); i++) {
                optimizer.step(closure);
            }
        }
        return p.detach();
    }
}
