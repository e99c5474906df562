package org.gradus.layers;

import com.google.common.collect.MapMaker;
import java.util.Map;
import java.util.function.Supplier;
import org.gradus.core.Node;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;

/**
 * Which module of a model recorded each operation: the innermost {@link Layer} whose {@code forward} was running.
 *
 * {@snippet :
 * var trace = new ModuleTrace(model);
 * Tensor loss = trace.record(() -> criterion.forward(model.forward(x), labels));
 * TapeDrawing.of(model.namedParameters(), loss).groupedBy(trace::module).svg();
 * }
 *
 * <p>
 * Recording without a trace costs nothing more: a trace watches by hooks and an
 * {@link Tape#intercepting interceptor}, only as long as it records, and while there are hooks a {@link Sequential} computes
 * its layers strictly one after another. The trace keeps no operation alive.
 */
public final class ModuleTrace {

    private final Module model;
    private final RunningLayer running = new RunningLayer();
    private final Map<Node, String> modules = new MapMaker().weakKeys().makeMap();

    /** A trace of this model, with nothing recorded yet. */
    public ModuleTrace(Module model) {
        this.model = model;
    }

    /**
     * Computes, and notes where each operation was recorded. No other thread may compute the model meanwhile.
     *
     * @return what the computation gives
     */
    public <T> T record(Supplier<T> computation) {
        Runnable end = running.watch(model);
        try {
            return Tape.intercepting((op, inputs) -> {
                Tensor output = op.apply(inputs);
                if (output.node() != null) {
                    modules.put(output.node(), running.innermost());
                }
                return output;
            }, computation);
        } finally {
            end.run();
        }
    }

    /**
     * The dotted name of the module, {@code layer1.0.conv1}, a shared one's first; empty for the model itself, for what was
     * computed outside of it, and for what this trace did not record.
     */
    public String module(Node node) {
        return modules.getOrDefault(node, "");
    }
}
