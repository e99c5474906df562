package org.gradus.optim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.core.op.Products;

/**
 * The inverse of a loss's Hessian as the last steps s and the changes y of the gradient along them let it appear, never
 * written out: only its product with a gradient is computed.
 *
 * <p>
 * Source: J. Nocedal, <i>Updating quasi-Newton matrices with limited storage</i>, Mathematics of Computation 35, 1980.
 */
final class InverseHessian {

    private static final double LEAST_CURVATURE = 1e-10;

    private final Deque<Pair> pairs = new ArrayDeque<>();
    private double scale = 1;

    /** A step s, the change y of the gradient along it, and ρ = 1/(y·s). */
    record Pair(Tensor step, Tensor change, double rho) {}

    List<Pair> pairs() {
        return new ArrayList<>(pairs);
    }

    double scale() {
        return scale;
    }

    static InverseHessian of(List<Pair> pairs, double scale) {
        var hessian = new InverseHessian();
        hessian.pairs.addAll(pairs);
        hessian.scale = scale;
        return hessian;
    }

    /** Learns from a step, unless the loss curves too little along it; forgets the oldest beyond so many. */
    void learn(Tensor step, Tensor change, int most) {
        double curvature = dot(change, step);
        if (curvature > LEAST_CURVATURE) {
            while (!pairs.isEmpty() && pairs.size() >= most) {
                pairs.removeFirst();
            }
            pairs.addLast(new Pair(step, change, 1 / curvature));
            scale = curvature / dot(change, change);
        }
    }

    /** −H⁻¹·g. */
    Tensor direction(Tensor gradient) {
        var direction = new Parameter(gradient.neg()).requiresGrad(false);
        Deque<Double> weights = new ArrayDeque<>();
        pairs.descendingIterator().forEachRemaining(pair -> {
            double weight = dot(pair.step, direction) * pair.rho;
            add(direction, -weight, pair.change);
            weights.push(weight);
        });
        direction.update(strips -> strips.changed(0).mul(scale), List.of());
        for (Pair pair : pairs) {
            add(direction, weights.pop() - dot(pair.change, direction) * pair.rho, pair.step);
        }
        return direction.detach();
    }

    private static void add(Parameter direction, double factor, Tensor x) {
        direction.update(strips -> strips.changed(0).axpby(factor, strips.read(0), 1), List.of(), x);
    }

    static double dot(Tensor a, Tensor b) {
        return Products.dot(a, b).item();
    }
}
