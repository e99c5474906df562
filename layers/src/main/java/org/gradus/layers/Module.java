package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.gradus.core.DType;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;

/**
 * A part of a model: parameters, buffers and smaller modules, registered by name in the order in which they are listed,
 * saved and printed.
 *
 * <p>
 * Registration is explicit, and each call returns what it registers, so that it fits a field:
 *
 * <pre>{@code
 * private final Conv2d conv1 = child("conv1", new Conv2d(1, 10, 5));
 * }</pre>
 *
 * <p>
 * A module may be registered in several places, and a parameter in several modules. Both are then shared: they are listed
 * once, under their first name, but saved under every name, as PyTorch does.
 */
public abstract class Module {

    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Buffer> buffers = new LinkedHashMap<>();
    private final Map<String, Module> children = new LinkedHashMap<>();
    private String path = "";
    private boolean training = true;

    /** A module with nothing registered yet, in training mode. */
    protected Module() {}

    /**
     * Registers a smaller module.
     *
     * @return the module
     * @throws IllegalArgumentException if the name is empty, has a dot or is taken, or the module contains this one
     */
    protected final <M extends Module> M child(String name, M module) {
        checkName("child", name);
        checkAcyclic(name, module);
        children.put(name, module);
        rename();
        return module;
    }

    private void checkAcyclic(String name, Module module) {
        checkArgument(module.modules().stream().noneMatch(part -> part == this),
                "[child] '%s' would contain itself: %s is this module or holds it; a tree of modules has no cycles",
                name, module.typeName());
    }

    /**
     * Takes these modules in the place of all registered so far, in the map's order; those that go are named as on their own.
     *
     * @throws IllegalArgumentException if a module contains this one; then nothing is changed
     */
    final void replaceChildren(Map<String, ? extends Module> modules) {
        modules.forEach(this::checkAcyclic);
        Set<Module> gone = Sets.newIdentityHashSet();
        gone.addAll(children.values());
        gone.removeAll(modules.values());
        children.clear();
        children.putAll(modules);
        gone.forEach(module -> {
            module.path = "";
            module.rename();
        });
        rename();
    }

    /**
     * Registers a parameter with a copy of these values; a {@link Parameter} is itself registered, and so shared with
     * where it came from.
     *
     * @return the parameter, requiring a gradient
     * @throws IllegalArgumentException if the name is empty, has a dot or is taken
     */
    protected final Parameter parameter(String name, Tensor initial) {
        checkName("parameter", name);
        Parameter parameter = initial instanceof Parameter shared ? shared : new Parameter(initial);
        parameters.put(name, parameter);
        rename();
        return parameter;
    }

    /**
     * Registers a value that is saved with the model but not trained, such as a running mean.
     *
     * @return the holder of the value
     * @throws IllegalArgumentException if the name is empty, has a dot or is taken
     */
    protected final Buffer buffer(String name, Tensor initial) {
        checkName("buffer", name);
        Buffer buffer = new Buffer(name, initial);
        buffers.put(name, buffer);
        return buffer;
    }

    private void checkName(String asked, String name) {
        checkArgument(!name.isEmpty(), "[%s] the name must not be empty", asked);
        checkArgument(!name.contains("."),
                "[%s] the name '%s' must not contain a dot: dots separate levels in state dicts",
                asked, name);
        checkArgument(!parameters.containsKey(name) && !buffers.containsKey(name) && !children.containsKey(name),
                "[%s] %s already has something registered as '%s'; every name is given once", asked, typeName(), name);
    }

    /** Gives everything below its dotted name; whoever registers this module later will do so again. */
    private void rename() {
        namedModules().forEach((name, module) -> module.path = join(path, name));
        namedParameters().forEach((name, parameter) -> parameter.setName(join(path, name)));
    }

    private static String join(String prefix, String name) {
        return prefix.isEmpty() ? name : name.isEmpty() ? prefix : prefix + "." + name;
    }

    /** Switches this module and all below it to training mode. */
    public final void train() {
        train(true);
    }

    /** Switches this module and all below it to evaluation mode, in which layers such as dropout do nothing. */
    public final void eval() {
        train(false);
    }

    /** Switches this module and all below it to training mode, or to evaluation mode. */
    public final void train(boolean mode) {
        modules().forEach(module -> module.training = mode);
    }

    /** Whether this module is in training mode. */
    public final boolean isTraining() {
        return training;
    }

    /** The modules registered here, each once. */
    public final ImmutableList<Module> children() {
        Set<Module> distinct = Sets.newIdentityHashSet();
        return children.values().stream().filter(distinct::add).collect(ImmutableList.toImmutableList());
    }

    /** This module and all below it, by dotted name, each before what it contains; this module's own name is empty. */
    public final ImmutableMap<String, Module> namedModules() {
        ImmutableMap.Builder<String, Module> all = ImmutableMap.builder();
        Set<Module> seen = Sets.newIdentityHashSet();
        visit("", (name, module) -> {
            if (seen.add(module)) {
                all.put(name, module);
            }
        });
        return all.buildOrThrow();
    }

    /** This module and all below it, each once, before what it contains. */
    public final ImmutableList<Module> modules() {
        return namedModules().values().asList();
    }

    /** All parameters of this module and those below it, each once. */
    public final ImmutableList<Parameter> parameters() {
        return namedParameters().values().asList();
    }

    /** All parameters by dotted name, {@code conv1.weight}, each once: a module's own before those of what it contains. */
    public final ImmutableMap<String, Parameter> namedParameters() {
        ImmutableMap.Builder<String, Parameter> all = ImmutableMap.builder();
        Set<Parameter> seen = Sets.newIdentityHashSet();
        visit("", (prefix, module) -> module.parameters.forEach((name, parameter) -> {
            if (seen.add(parameter)) {
                all.put(join(prefix, name), parameter);
            }
        }));
        return all.buildOrThrow();
    }

    /** All buffers by dotted name, {@code norm.running_mean}, in the order of {@link #namedParameters}. */
    public final ImmutableMap<String, Buffer> namedBuffers() {
        ImmutableMap.Builder<String, Buffer> all = ImmutableMap.builder();
        Set<Buffer> seen = Sets.newIdentityHashSet();
        visit("", (prefix, module) -> module.buffers.forEach((name, buffer) -> {
            if (seen.add(buffer)) {
                all.put(join(prefix, name), buffer);
            }
        }));
        return all.buildOrThrow();
    }

    /** Everything that is saved, by dotted name: a module's parameters, its buffers, then what it contains. */
    final ImmutableMap<String, StateEntry> state() {
        ImmutableMap.Builder<String, StateEntry> all = ImmutableMap.builder();
        visit("", (prefix, module) -> {
            module.parameters.forEach((name, parameter) -> all.put(join(prefix, name), StateEntry.of(parameter)));
            module.buffers.forEach((name, buffer) -> all.put(join(prefix, name), StateEntry.of(buffer)));
        });
        return all.buildOrThrow();
    }

    /** Visits this module and then what it contains, a shared module once for every name. */
    private void visit(String name, BiConsumer<String, Module> visitor) {
        visitor.accept(name, this);
        children.forEach((key, module) -> module.visit(join(name, key), visitor));
    }

    /** Forgets the gradients of all parameters. */
    public final void zeroGrad() {
        parameters().stream().filter(Tensor::requiresGrad).forEach(Tensor::zeroGrad);
    }

    /** Has backward collect gradients in all parameters, or freezes them all. */
    public final void requiresGrad(boolean required) {
        parameters().forEach(parameter -> parameter.requiresGrad(required));
    }

    /**
     * Gives all parameters and floating-point buffers another type: FLOAT64 to check gradients, FLOAT32 to train.
     *
     * @throws IllegalArgumentException if the type carries no gradient
     */
    public final void to(DType dtype) {
        parameters().forEach(parameter -> parameter.convertTo(dtype));
        namedBuffers().values().forEach(buffer -> buffer.convertTo(dtype));
    }

    /** Does something to every module below this one, each after what it contains, and then to this one. */
    public final void apply(Consumer<? super Module> action) {
        children().forEach(module -> module.apply(action));
        action.accept(this);
    }

    /**
     * The values of all parameters and buffers, by PyTorch's keys and in its order; later training does not change them.
     */
    public final ImmutableMap<String, Tensor> stateDict() {
        ImmutableMap.Builder<String, Tensor> all = ImmutableMap.builder();
        state().forEach((name, entry) -> all.put(name, entry.copy()));
        return all.buildOrThrow();
    }

    /**
     * Replaces the values of all parameters and buffers; if anything does not fit, nothing is changed.
     *
     * @throws IllegalArgumentException if a key is missing or unexpected or a value has another shape or type, listing all
     *         that is wrong
     */
    public final void loadStateDict(Map<String, Tensor> values) {
        loadStateDict(values, LoadMode.STRICT);
    }

    /**
     * Replaces the values of parameters and buffers.
     *
     * @return what did not fit; empty in strict mode
     * @throws IllegalArgumentException in strict mode, as {@link #loadStateDict(Map)}
     */
    public final LoadReport loadStateDict(Map<String, Tensor> values, LoadMode mode) {
        return LoadReport.load(this, values, mode);
    }

    /** What stands between the parentheses when this module is printed, {@code in_features=320}; nothing unless overridden. */
    protected String extraRepr() {
        return "";
    }

    /** The name under which this module is printed: that of its class, or of the class that an anonymous one extends. */
    public final String typeName() {
        Class<?> type = getClass();
        while (type.isAnonymousClass()) {
            type = type.getSuperclass();
        }
        return type.getSimpleName();
    }

    /** The tree of modules as PyTorch prints it. */
    @Override
    public String toString() {
        String extra = extraRepr();
        if (children.isEmpty() && !extra.contains("\n")) {
            return typeName() + "(" + extra + ")";
        }
        StringBuilder lines = new StringBuilder(extra.isEmpty() ? "" : extra + "\n");
        children.forEach((name, module) -> lines.append("(" + name + "): " + module + "\n"));
        return typeName() + "(\n" + lines.toString().indent(2) + ")";
    }
}
