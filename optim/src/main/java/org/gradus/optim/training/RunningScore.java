package org.gradus.optim.training;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.function.Supplier;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.optim.Notes;
import org.gradus.optim.StateDict;
import org.gradus.optim.metrics.Mean;
import org.gradus.optim.metrics.Metric;

/** Loss and metrics over the batches so far. */
final class RunningScore {

    private static final String NAMES = "names";
    private static final String LOSS = "loss.";

    private final Mean loss = new Mean();
    private final ImmutableMap<String, Metric> metrics;

    RunningScore(ImmutableMap<String, Supplier<? extends Metric>> makers) {
        ImmutableMap.Builder<String, Metric> made = ImmutableMap.builder();
        makers.forEach((name, maker) -> made.put(name, maker.get()));
        metrics = made.buildOrThrow();
    }

    /** Adds a batch with the mean of its loss. */
    void update(double batchLoss, Tensor scores, Batch batch) {
        loss.update(batchLoss, batch.size());
        Tensor detached = scores.detach();
        metrics.values().forEach(metric -> metric.update(detached, batch.targets()));
    }

    Evaluation value() {
        ImmutableMap.Builder<String, Double> values = ImmutableMap.builder();
        metrics.forEach((name, metric) -> values.put(name, metric.value()));
        return new Evaluation(loss.value(), values.buildOrThrow());
    }

    void reset() {
        loss.reset();
        metrics.values().forEach(Metric::reset);
    }

    StateDict stateDict() {
        StateDict state = new StateDict(StateDict.NONE.tensors(),
                Notes.NONE.with(NAMES, String.join(",", metrics.keySet()))).with(LOSS, loss.stateDict());
        for (var metric : metrics.entrySet()) {
            state = state.with("metric." + metric.getKey() + ".", metric.getValue().stateDict());
        }
        return state;
    }

    void loadStateDict(StateDict state) {
        String names = String.join(",", metrics.keySet());
        checkArgument(state.notes().text(NAMES).equals(names),
                "[trainer] the state has the metrics [%s], but this trainer has [%s]; give it the same ones",
                state.notes().text(NAMES), names);
        loss.loadStateDict(state.part(LOSS));
        metrics.forEach((name, metric) -> metric.loadStateDict(state.part("metric." + name + ".")));
    }
}
