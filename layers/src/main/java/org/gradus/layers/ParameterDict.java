package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradus.core.DType;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;

/** Parameters by name, in the order in which they were put, for whoever holds them to compute with. */
public final class ParameterDict extends Module {

    private final Map<String, Parameter> entries = new LinkedHashMap<>();

    /** No parameters yet. */
    public ParameterDict() {}

    /**
     * Parameters with copies of these values, in the map's order, as of an {@code OrderedDict} in PyTorch; a {@link Parameter} is
     * itself registered.
     *
     * @throws IllegalArgumentException if a name is empty or has a dot
     */
    public ParameterDict(Map<String, ? extends Tensor> initial) {
        initial.forEach(this::put);
    }

    /**
     * Adds a parameter after those so far, with a copy of these values; a {@link Parameter} is itself registered.
     *
     * @return this dictionary
     * @throws IllegalArgumentException if the name is empty, has a dot or is taken
     */
    public ParameterDict put(String name, Tensor initial) {
        entries.put(name, parameter(name, initial));
        return this;
    }

    /** The number of parameters. */
    public int size() {
        return entries.size();
    }

    /** The parameter of a name. @throws IllegalArgumentException if there is none, listing the names that there are */
    public Parameter get(String name) {
        Parameter parameter = entries.get(name);
        checkArgument(parameter != null, "[ParameterDict] there is no parameter '%s' among %s", name, entries.keySet());
        return parameter;
    }

    /** All parameters by name, as they are at any time; it cannot be changed. */
    public Map<String, Parameter> asMap() {
        return Collections.unmodifiableMap(entries);
    }

    @Override
    protected String extraRepr() {
        return entries.entrySet().stream().map(entry -> Repr.of(entry.getKey(), entry.getValue(),
                entry.getValue().dtype() == DType.FLOAT64 ? "DoubleTensor" : "FloatTensor"))
                .collect(Collectors.joining("\n"));
    }
}
