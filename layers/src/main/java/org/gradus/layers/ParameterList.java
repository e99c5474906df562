package org.gradus.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;

/** Parameters by position, for whoever holds them to compute with; they are named {@code 0}, {@code 1}, … */
public final class ParameterList extends Module implements Iterable<Parameter> {

    private final List<Parameter> entries = new ArrayList<>();

    /** Parameters with copies of these values; a {@link Parameter} is itself registered. */
    public ParameterList(Tensor... initial) {
        this(List.of(initial));
    }

    /** Parameters with copies of these values; a {@link Parameter} is itself registered. */
    public ParameterList(List<? extends Tensor> initial) {
        initial.forEach(this::append);
    }

    /**
     * Adds a parameter after those so far, with a copy of these values; a {@link Parameter} is itself registered.
     *
     * @return this list
     */
    public ParameterList append(Tensor initial) {
        entries.add(parameter(Integer.toString(size()), initial));
        return this;
    }

    /** The number of parameters. */
    public int size() {
        return entries.size();
    }

    /** The parameter at a position, counted from 0. @throws IndexOutOfBoundsException if there is none */
    public Parameter get(int index) {
        return entries.get(index);
    }

    /** The parameters in order. */
    @Override
    public Iterator<Parameter> iterator() {
        return Collections.unmodifiableList(entries).iterator();
    }

    @Override
    protected String extraRepr() {
        return IntStream.range(0, size())
                .mapToObj(i -> Repr.of(Integer.toString(i), get(i), get(i).dtype().toString()))
                .collect(Collectors.joining("\n"));
    }
}
