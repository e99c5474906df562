package org.gradus.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.layers.Module;

/**
 * A running average of a model's parameters, which often does better on new data than the parameters themselves.
 *
 * <pre>{@code
 * var average = new AveragedModel(model, Averaging.ema(0.999));
 * for (Batch batch : batches) {
 *     train(model, batch);
 *     average.updateParameters();
 * }
 * double accuracy = average.applied(() -> evaluate(model));
 * }</pre>
 *
 * <p>
 * The first update copies the parameters. Buffers, running means of normalisations say, are copied at every update, or
 * averaged too if so wished, except integers.
 */
public final class AveragedModel {

    private static final String PREFIX = "module.";
    private static final String COUNT = "n_averaged";

    private final Module model;
    private final Averaging averaging;
    private final boolean averagesBuffers;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> buffers = new LinkedHashMap<>();
    private long averaged;

    /** An average of the parameters alone. */
    public AveragedModel(Module model, Averaging averaging) {
        this(model, averaging, false);
    }

    /** An average of the parameters, and of the buffers too if so wished. */
    public AveragedModel(Module model, Averaging averaging, boolean averagesBuffers) {
        this.model = model;
        this.averaging = averaging;
        this.averagesBuffers = averagesBuffers;
        model.namedParameters()
                .forEach((name, parameter) -> parameters.put(name, new Parameter(parameter).requiresGrad(false)));
        model.namedBuffers().forEach((name, buffer) -> buffers.put(name, buffer.get()));
    }

    /** Takes the model's present parameters into the average. */
    public void updateParameters() {
        model.namedParameters().forEach((name, parameter) -> average(parameters.get(name), parameter));
        model.namedBuffers().forEach((name, buffer) -> {
            var average = averagesBuffers && buffer.get().dtype().isFloatingPoint()
                    ? new Parameter(buffers.get(name))
                    : null;
            if (average == null) {
                buffers.put(name, buffer.get());
            } else {
                average(average, buffer.get());
                buffers.put(name, average.detach());
            }
        });
        averaged++;
    }

    private void average(Parameter average, Tensor value) {
        if (averaged == 0) {
            average.set(value);
        } else {
            double weight = averaging.weight(averaged);
            average.update(strips -> strips.changed(0).lerp(strips.read(0), weight), List.of(), value);
        }
    }

    /** How many updates there were. */
    public long averaged() {
        return averaged;
    }

    /** The averages of all parameters and then of all buffers, by name; later updates do not change them. */
    public ImmutableMap<String, Tensor> averages() {
        ImmutableMap.Builder<String, Tensor> all = ImmutableMap.builder();
        parameters.forEach((name, average) -> all.put(name, average.detach()));
        return all.putAll(buffers).buildOrThrow();
    }

    /** Does something with the averages in the place of the model's parameters and buffers, which then come back. */
    public void applied(Runnable body) {
        applied(() -> {
            body.run();
            return true;
        });
    }

    /** Computes something with the averages in the place of the model's parameters and buffers, which then come back. */
    public <T> T applied(Supplier<T> body) {
        ImmutableMap<String, Tensor> own = values(model);
        put(averages(), model);
        try {
            return body.get();
        } finally {
            put(own, model);
        }
    }

    /**
     * Gives the averages to a model, this one or another of the same kind, for good.
     *
     * @throws IllegalArgumentException if its parameters and buffers have other names, shapes or types, listing all that is
     *         wrong; nothing is changed then
     */
    public void copyTo(Module other) {
        check("copyTo", averages(), values(other));
        put(averages(), other);
    }

    private static ImmutableMap<String, Tensor> values(Module model) {
        ImmutableMap.Builder<String, Tensor> all = ImmutableMap.builder();
        model.namedParameters().forEach((name, parameter) -> all.put(name, parameter.detach()));
        model.namedBuffers().forEach((name, buffer) -> all.put(name, buffer.get()));
        return all.buildOrThrow();
    }

    private static void put(Map<String, Tensor> values, Module model) {
        model.namedParameters().forEach((name, parameter) -> parameter.set(values.get(name)));
        model.namedBuffers().forEach((name, buffer) -> buffer.set(values.get(name)));
    }

    /** The averages and how many updates they are of. */
    public StateDict stateDict() {
        return new StateDict(ImmutableMap.of(), Notes.NONE.with(COUNT, averaged)).with(PREFIX,
                StateDict.of(averages()));
    }

    /**
     * Goes on where a state was taken.
     *
     * @throws IllegalArgumentException if names, shapes or types are others, listing all that is wrong; nothing is changed
     *         then
     */
    public void loadStateDict(StateDict state) {
        Map<String, Tensor> loaded = state.part(PREFIX).tensors();
        check("loadStateDict", loaded, averages());
        averaged = state.notes().integer(COUNT);
        parameters.forEach((name, average) -> average.set(loaded.get(name)));
        buffers.replaceAll((name, _) -> loaded.get(name));
    }

    private static void check(String asked, Map<String, Tensor> averages, Map<String, Tensor> model) {
        List<String> complaints = new ArrayList<>();
        model.forEach((name, tensor) -> {
            Tensor average = averages.get(name);
            if (average == null || !average.type().equals(tensor.type())) {
                complaints.add("'%s' should be %s, but %s".formatted(name, tensor.type(),
                        average == null ? "is missing" : "is " + average.type()));
            }
        });
        averages.keySet().stream().filter(name -> !model.containsKey(name))
                .forEach(name -> complaints.add("'%s' is not in the model".formatted(name)));
        checkArgument(complaints.isEmpty(), "[%s] the averages do not fit the model, and nothing was changed:\n  %s",
                asked,
                String.join("\n  ", complaints));
    }
}
