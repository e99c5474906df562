package org.gradus.examples.derivatives;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gradus.core.Tensor;
import org.gradus.layers.MaxPool2d;
import org.gradus.layers.Module;
import org.gradus.layers.ReLU;

/**
 * Which side every ReLU of a model was on and which element every max-pool took when the model was last computed. While
 * none changes, the model is smooth; where one does, its gradient jumps.
 */
final class Decisions {

    private final List<long[]> last = new ArrayList<>();
    private final List<Runnable> hooks = new ArrayList<>();

    /** Watches every ReLU and max-pool below this module. */
    Decisions(Module model) {
        for (Module module : model.modules()) {
            if (module instanceof ReLU relu) {
                hooks.add(relu.registerForwardHook((input, output) -> noted(sides(input), output)));
            } else if (module instanceof MaxPool2d pool) {
                hooks.add(pool.registerForwardHook((input, output) -> noted(
                        pool.forwardWithIndices(input.detach()).indices().toLongArray(), output)));
            }
        }
    }

    private Tensor noted(long[] decisions, Tensor output) {
        last.add(decisions);
        return output;
    }

    private static long[] sides(Tensor input) {
        boolean[] positive = input.detach().gt(0).toBooleanArray();
        return IntStream.range(0, positive.length).mapToLong(i -> positive[i] ? 1 : 0).toArray();
    }

    /** What has been decided since this was last asked. */
    List<long[]> take() {
        List<long[]> taken = List.copyOf(last);
        last.clear();
        return taken;
    }

    /** Watches no longer. */
    void stop() {
        hooks.forEach(Runnable::run);
    }

    /** How many decisions there are. */
    static long count(List<long[]> decisions) {
        return decisions.stream().mapToLong(layer -> layer.length).sum();
    }

    /** How many decisions differ between two computations of the same model. */
    static long differing(List<long[]> one, List<long[]> other) {
        return IntStream.range(0, one.size())
                .mapToLong(layer -> IntStream.range(0, one.get(layer).length)
                        .filter(i -> one.get(layer)[i] != other.get(layer)[i]).count())
                .sum();
    }
}
