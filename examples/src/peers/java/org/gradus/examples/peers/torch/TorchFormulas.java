package org.gradus.examples.peers.torch;

import java.util.function.Function;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The optimisers that PyTorch has in Python alone, each as the pseudo-code of its documentation has it, in PyTorch's own
 * tensor operations; and Lion, as its paper's algorithm 2.
 */
final class TorchFormulas {

    private TorchFormulas() {}

    /** What one step makes of the parameter. */
    private interface Step {
        Tensor of(Tensor p, Tensor gradient, int t);
    }

    static void addTo(TorchOperations table) {
        add(table, "adamax", TorchFormulas::adamax);
        add(table, "nAdam", TorchFormulas::nAdam);
        add(table, "rAdam", TorchFormulas::rAdam);
        add(table, "adadelta", TorchFormulas::adadelta);
        add(table, "rprop", TorchFormulas::rprop);
        add(table, "lion", TorchFormulas::lion);
    }

    private static void add(TorchOperations table, String name, Function<TorchSteps, Step> formula) {
        table.add("optim." + name, call -> {
            var steps = new TorchSteps(call);
            Step step = formula.apply(steps);
            Tensor p = steps.start();
            for (int t = 1; t <= steps.count(); t++) {
                p = step.of(p, steps.gradient(t), t);
            }
            return p;
        });
    }

    private static Tensor times(double factor, Tensor x) {
        return torch.mul(x, new Scalar(factor));
    }

    private static Tensor plus(Tensor x, double number) {
        return torch.add(x, new Scalar(number));
    }

    /** decay·mean + (1 − decay)·x. */
    private static Tensor average(double decay, Tensor mean, Tensor x) {
        return torch.add(times(decay, mean), times(1 - decay, x));
    }

    private static Tensor zeros(TorchSteps steps) {
        return torch.zeros_like(steps.start());
    }

    /** g + λ·θ, unless weight decay is decoupled. */
    private static Tensor penalised(TorchSteps steps, Tensor gradient, Tensor p) {
        return steps.flag("decoupled_weight_decay")
                ? gradient
                : torch.add(gradient, times(steps.option("weight_decay", 0), p));
    }

    /** θ − γ·λ·θ, if weight decay is decoupled. */
    private static Tensor shrunk(TorchSteps steps, Tensor p, double rate) {
        return steps.flag("decoupled_weight_decay")
                ? torch.sub(p, times(rate * steps.option("weight_decay", 0), p))
                : p;
    }

    private static Step adamax(TorchSteps steps) {
        double rate = steps.option("lr", 2e-3);
        double beta1 = steps.option("beta1", 0.9);
        double beta2 = steps.option("beta2", 0.999);
        Tensor[] kept = {zeros(steps), zeros(steps)};
        return (p, gradient, t) -> {
            Tensor g = penalised(steps, gradient, p);
            kept[0] = average(beta1, kept[0], g);
            kept[1] = torch.maximum(times(beta2, kept[1]), plus(torch.abs(g), steps.option("eps", 1e-8)));
            Tensor denominator = times(1 - Math.pow(beta1, t), kept[1]);
            return torch.sub(p, torch.div(times(rate, kept[0]), denominator));
        };
    }

    private static Step nAdam(TorchSteps steps) {
        double rate = steps.option("lr", 2e-3);
        double beta1 = steps.option("beta1", 0.9);
        double beta2 = steps.option("beta2", 0.999);
        double psi = steps.option("momentum_decay", 4e-3);
        Tensor product = torch.ones(1); // in single precision, as PyTorch keeps it
        Tensor[] kept = {zeros(steps), zeros(steps)};
        return (p, gradient, t) -> {
            Tensor g = penalised(steps, gradient, p);
            double mu = beta1 * (1 - 0.5 * Math.pow(0.96, t * psi));
            double next = beta1 * (1 - 0.5 * Math.pow(0.96, (t + 1) * psi));
            product.multiplyPut(new Scalar(mu));
            double all = product.item_double();
            kept[0] = average(beta1, kept[0], g);
            kept[1] = average(beta2, kept[1], torch.square(g));
            Tensor mean = torch.add(times(next / (1 - all * next), kept[0]), times((1 - mu) / (1 - all), g));
            Tensor root = torch.sqrt(times(1 / (1 - Math.pow(beta2, t)), kept[1]));
            Tensor step = torch.div(times(rate, mean), plus(root, steps.option("eps", 1e-8)));
            return torch.sub(shrunk(steps, p, rate), step);
        };
    }

    private static Step rAdam(TorchSteps steps) {
        double rate = steps.option("lr", 1e-3);
        double beta1 = steps.option("beta1", 0.9);
        double beta2 = steps.option("beta2", 0.999);
        double longest = 2 / (1 - beta2) - 1;
        Tensor[] kept = {zeros(steps), zeros(steps)};
        return (p, gradient, t) -> {
            Tensor g = penalised(steps, gradient, p);
            kept[0] = average(beta1, kept[0], g);
            kept[1] = average(beta2, kept[1], torch.square(g));
            Tensor mean = times(1 / (1 - Math.pow(beta1, t)), kept[0]);
            double power = Math.pow(beta2, t);
            double length = longest - 2 * t * power / (1 - power);
            if (length > 5) {
                double r = Math.sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
                Tensor root = plus(torch.sqrt(kept[1]), steps.option("eps", 1e-8));
                mean = torch.div(times(r * Math.sqrt(1 - power), mean), root);
            }
            return torch.sub(shrunk(steps, p, rate), times(rate, mean));
        };
    }

    private static Step adadelta(TorchSteps steps) {
        double rho = steps.option("rho", 0.9);
        double eps = steps.option("eps", 1e-6);
        Tensor[] kept = {zeros(steps), zeros(steps)};
        return (p, gradient, _) -> {
            Tensor g = penalised(steps, gradient, p);
            kept[0] = average(rho, kept[0], torch.square(g));
            Tensor ratio = torch.div(torch.sqrt(plus(kept[1], eps)), torch.sqrt(plus(kept[0], eps)));
            Tensor step = torch.mul(ratio, g);
            kept[1] = average(rho, kept[1], torch.square(step));
            return torch.sub(p, times(steps.option("lr", 1), step));
        };
    }

    private static Step rprop(TorchSteps steps) {
        Tensor none = zeros(steps);
        Tensor[] kept = {none, plus(none, steps.option("lr", 1e-2))};
        return (p, gradient, _) -> {
            Tensor agreement = torch.mul(gradient, kept[0]);
            Tensor same = torch.gt(agreement, new Scalar(0));
            Tensor turned = torch.lt(agreement, new Scalar(0));
            Tensor longer = torch.clamp_max(times(steps.option("eta_plus", 1.2), kept[1]),
                    new Scalar(steps.option("step_size_max", 50)));
            Tensor shorter = torch.clamp_min(times(steps.option("eta_minus", 0.5), kept[1]),
                    new Scalar(steps.option("step_size_min", 1e-6)));
            kept[1] = torch.where(same, longer, torch.where(turned, shorter, kept[1]));
            kept[0] = torch.where(turned, none, gradient);
            return torch.sub(p, torch.mul(torch.sign(kept[0]), kept[1]));
        };
    }

    private static Step lion(TorchSteps steps) {
        double rate = steps.option("lr", 1e-4);
        Tensor[] kept = {zeros(steps)};
        return (p, gradient, _) -> {
            Tensor direction = torch.sign(average(steps.option("beta1", 0.9), kept[0], gradient));
            Tensor decay = times(steps.option("weight_decay", 0), p);
            kept[0] = average(steps.option("beta2", 0.99), kept[0], gradient);
            return torch.sub(p, times(rate, torch.add(direction, decay)));
        };
    }
}
