package org.gradus.models;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.gradus.core.Shape;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.layers.ConvLayer;
import org.gradus.layers.Layer;
import org.gradus.layers.Linear;
import org.gradus.layers.Module;
import org.gradus.models.ModelSummary.Row;
import org.jspecify.annotations.Nullable;

/** Watches a model's layers while it is applied once, by hooks that are taken off afterwards. */
final class ModelObserver {

    /** One application of a module, whose output is known when it is over. */
    private static final class Application {

        private final String name;
        private final Module module;
        private @Nullable TensorType input;
        private @Nullable TensorType output;

        Application(String name, Module module) {
            this.name = name;
            this.module = module;
        }
    }

    private final ImmutableMap<String, Module> modules;
    private final List<Application> applications = new ArrayList<>();
    private final Deque<Application> running = new ArrayDeque<>();
    private final List<Runnable> hooks = new ArrayList<>();

    private ModelObserver(Module model) {
        modules = model.namedModules();
    }

    /** Applies a model in evaluation mode, without recording. */
    static ImmutableList<Row> rows(Module model, Tensor input, UnaryOperator<Tensor> forward) {
        ModelObserver observer = new ModelObserver(model);
        ImmutableList<Module> parts = model.modules();
        List<Boolean> modes = parts.stream().map(Module::isTraining).toList();
        model.eval();
        try {
            observer.modules.forEach(observer::watch);
            Tape.noGrad(() -> observer.run(model, input, forward));
        } finally {
            observer.hooks.forEach(Runnable::run);
            for (int i = 0; i < modes.size(); i++) {
                parts.get(i).train(modes.get(i)); // changes those below too, but these come later in the list
            }
        }
        return observer.rows(model);
    }

    private void run(Module model, Tensor input, UnaryOperator<Tensor> forward) {
        begin("", model, input);
        end(forward.apply(input));
    }

    /** The model itself is not watched: what is applied is a function of it. */
    private void watch(String name, Module module) {
        if (!name.isEmpty() && module instanceof Layer layer) {
            hooks.add(layer.registerForwardPreHook(x -> {
                begin(name, layer, x);
                return x;
            }));
            hooks.add(layer.registerForwardHook((_, output) -> {
                end(output);
                return output;
            }));
        }
    }

    private void begin(String name, Module module, Tensor input) {
        if (!name.isEmpty()) {
            addHolders(name);
        }
        Application application = new Application(name, module);
        application.input = input.type();
        applications.add(application);
        running.push(application);
    }

    private void end(Tensor output) {
        running.pop().output = output.type();
    }

    /** Modules between this one and the last row that are not applied themselves, and so have no row yet. */
    private void addHolders(String name) {
        String last = applications.getLast().name;
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            String holder = name.substring(0, dot);
            if (!last.equals(holder) && !last.startsWith(holder + ".")) {
                applications.add(new Application(holder, modules.get(holder)));
            }
        }
    }

    private ImmutableList<Row> rows(Module model) {
        Map<String, ParameterCount> own = ownParameters(model);
        Set<Module> seen = Sets.newIdentityHashSet();
        return applications.stream().map(application -> row(application, own, !seen.add(application.module)))
                .collect(ImmutableList.toImmutableList());
    }

    /** Every parameter belongs to the innermost module that holds it and has a row. */
    private Map<String, ParameterCount> ownParameters(Module model) {
        Map<String, ParameterCount> own = new HashMap<>();
        applications.forEach(application -> own.put(application.name, ParameterCount.NONE));
        model.namedParameters().forEach((name, parameter) -> {
            String holder = holder(name);
            while (!own.containsKey(holder)) {
                holder = holder(holder);
            }
            own.merge(holder, ParameterCount.of(parameter), ParameterCount::and);
        });
        return own;
    }

    private static String holder(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    private static Row row(Application application, Map<String, ParameterCount> own, boolean repeated) {
        Module module = application.module;
        TensorType input = application.input;
        TensorType output = application.output;
        boolean leaf = module.children().isEmpty();
        int depth = application.name.isEmpty() ? 0 : 1 + CharMatcher.is('.').countIn(application.name);
        boolean applied = input != null && output != null;
        return new Row(application.name, module.typeName(), depth, leaf, repeated, input, output,
                repeated ? ParameterCount.NONE : own.get(application.name), ParameterCount.of(module.parameters()),
                leaf && applied ? multAdds(module, output.shape()) : 0,
                applied ? WindowFit.of(module, input.shape(), output.shape()) : null);
    }

    private static long multAdds(Module leaf, Shape output) {
        return ParameterCount.of(leaf.parameters()).all() * switch (leaf) {
            case ConvLayer conv -> output.numel() / output.size(output.rank() - conv.weight().shape().rank() + 1);
            case Linear _ -> output.numel() / output.size(-1);
            default -> output.rank() == 0 ? 1 : output.size(0);
        };
    }
}
