package org.gradus.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Takes an optimiser's state and puts it back: every note and tensor is read and checked before the first change.
 *
 * @param <O> the optimiser's options
 */
final class OptimizerState<O extends OptimizerOptions<O>> {

    private static final String TYPE = "optimizer";
    private static final String OWN = "own.";
    private static final String INITIAL = "initial_lr";

    private final Optimizer<O> optimizer;
    private final StateDict state;
    private final List<String> complaints = new ArrayList<>();
    private final List<Runnable> changes = new ArrayList<>();

    private OptimizerState(Optimizer<O> optimizer, StateDict state) {
        this.optimizer = optimizer;
        this.state = state;
    }

    private static String type(Optimizer<?> optimizer) {
        return optimizer.getClass().getSimpleName();
    }

    private static String group(int index) {
        return "param_groups." + index + ".";
    }

    private static String parameter(int index) {
        return "state." + index + ".";
    }

    private static ImmutableList<Parameter> parameters(Optimizer<?> optimizer) {
        return optimizer.groups().stream().flatMap(group -> group.parameters().stream())
                .collect(ImmutableList.toImmutableList());
    }

    static StateDict of(Optimizer<?> optimizer) {
        StateDict all = StateDict.NONE.with(OWN, optimizer.ownState());
        Notes notes = all.notes().with(TYPE, type(optimizer)).with("param_groups", optimizer.groups().size());
        for (int i = 0; i < optimizer.groups().size(); i++) {
            ParameterGroup<?> group = optimizer.groups().get(i);
            notes = notes.with(group(i), group.options().notes()).with(group(i) + "params", group.parameters().size());
            if (group.initialLearningRate().isPresent()) {
                notes = notes.with(group(i) + INITIAL, group.initialLearningRate().getAsDouble());
            }
        }
        ImmutableMap.Builder<String, Tensor> tensors = ImmutableMap.builder();
        tensors.putAll(all.tensors());
        ImmutableList<Parameter> parameters = parameters(optimizer);
        for (int i = 0; i < parameters.size(); i++) {
            String prefix = parameter(i);
            notes = notes.with(prefix + "name", parameters.get(i).name()).with(prefix + "type",
                    parameters.get(i).type().toString());
            ParameterState kept = optimizer.states().get(parameters.get(i));
            if (kept != null) {
                notes = notes.with(prefix + "step", kept.step())
                        .with(prefix + "tensors", String.join(",", kept.tensors().keySet()))
                        .with(prefix + "numbers", String.join(",", kept.numbers().keySet()));
                for (var number : kept.numbers().entrySet()) {
                    notes = notes.with(prefix + number.getKey(), number.getValue());
                }
                kept.tensors().forEach((name, tensor) -> tensors.put(prefix + name, tensor.detach()));
            }
        }
        return new StateDict(tensors.buildOrThrow(), notes);
    }

    static <O extends OptimizerOptions<O>> void load(Optimizer<O> optimizer, StateDict state) {
        var loading = new OptimizerState<>(optimizer, state);
        loading.checkGroups();
        loading.check();
        loading.readParameters();
        loading.check();
        loading.changes.add(optimizer.loaderOf(state.part(OWN)));
        loading.changes.forEach(Runnable::run);
    }

    private void check() {
        checkArgument(complaints.isEmpty(),
                "[loadStateDict] the state does not fit this %s, and nothing was loaded:\n  %s",
                type(optimizer), String.join("\n  ", complaints));
    }

    private void checkGroups() {
        String savedType = state.notes().text(TYPE);
        long savedGroups = state.notes().integer("param_groups");
        if (!savedType.equals(type(optimizer))) {
            complaints.add("it is the state of %s".formatted(savedType));
        } else if (savedGroups != optimizer.groups().size()) {
            complaints.add("it has %s groups of parameters, but here are %s".formatted(savedGroups,
                    optimizer.groups().size()));
        } else {
            for (int i = 0; i < savedGroups; i++) {
                checkGroup(optimizer.groups().get(i), i);
            }
        }
    }

    private void checkGroup(ParameterGroup<O> group, int index) {
        Notes saved = state.notes().part(group(index));
        if (saved.integer("params") != group.parameters().size()) {
            complaints.add("group %s has %s parameters, but here are %s".formatted(index, saved.integer("params"),
                    group.parameters().size()));
        }
        O options = group.options().of(saved);
        options.checkTogether();
        OptionalDouble initial = saved.has(INITIAL)
                ? OptionalDouble.of(saved.real(INITIAL))
                : OptionalDouble.empty();
        changes.add(() -> {
            group.setOptions(options);
            group.setInitialLearningRate(initial);
        });
    }

    private void readParameters() {
        ImmutableList<Parameter> parameters = parameters(optimizer);
        changes.add(() -> optimizer.states().clear());
        for (int i = 0; i < parameters.size(); i++) {
            StateDict saved = state.part(parameter(i));
            String complaint = mismatch(parameters.get(i), saved.notes());
            if (complaint != null) {
                complaints.add("parameter %s %s".formatted(i, complaint));
            } else if (saved.notes().has("step")) {
                readParameter(parameters.get(i), saved, i);
            }
        }
    }

    private static @Nullable String mismatch(Parameter parameter, Notes saved) {
        String type = parameter.type().toString();
        boolean named = !parameter.name().isEmpty() && !saved.text("name").isEmpty();
        if (named && !parameter.name().equals(saved.text("name")) || !type.equals(saved.text("type"))) {
            return "is '%s' %s in the state, but '%s' %s here".formatted(saved.text("name"), saved.text("type"),
                    parameter.name(), type);
        }
        return null;
    }

    private void readParameter(Parameter parameter, StateDict saved, int index) {
        var restored = new ParameterState(parameter);
        restored.setStep(saved.notes().integer("step"));
        var names = Splitter.on(',').omitEmptyStrings();
        names.splitToList(saved.notes().text("numbers"))
                .forEach(name -> restored.setNumber(name, saved.notes().real(name)));
        for (String name : names.splitToList(saved.notes().text("tensors"))) {
            Tensor tensor = saved.tensors().get(name);
            if (tensor == null || !tensor.type().equals(parameter.type())) {
                complaints.add("%s%s should be %s, but %s".formatted(parameter(index), name, parameter.type(),
                        tensor == null ? "is missing" : "is " + tensor.type()));
            } else {
                restored.set(name, tensor);
            }
        }
        changes.add(() -> optimizer.states().put(parameter, restored));
    }
}
