package org.gradus.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * Modules by position, for whoever holds them to apply as it likes; they are named {@code 0}, {@code 1}, …
 *
 * @param <M> what they have in common
 */
public final class ModuleList<M extends Module> extends Module implements Iterable<M> {

    private final List<M> entries = new ArrayList<>();

    /** These modules. */
    @SafeVarargs
    public ModuleList(M... modules) {
        for (M module : modules) {
            append(module);
        }
    }

    /** These modules. */
    public ModuleList(List<? extends M> modules) {
        modules.forEach(this::append);
    }

    /**
     * Adds a module after those so far.
     *
     * @return this list
     * @throws IllegalArgumentException if the module contains this one
     */
    public ModuleList<M> append(M module) {
        entries.add(child(Integer.toString(size()), module));
        return this;
    }

    /** The number of modules. */
    public int size() {
        return entries.size();
    }

    /** The module at a position, counted from 0. @throws IndexOutOfBoundsException if there is none */
    public M get(int index) {
        return entries.get(index);
    }

    /** The modules in order. */
    @Override
    public Iterator<M> iterator() {
        return Collections.unmodifiableList(entries).iterator();
    }

    /** The tree of modules as PyTorch prints it: neighbours that are printed alike are printed once, with their number. */
    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder();
        for (int start = 0; start < size();) {
            String printed = get(start).toString();
            int end = start + 1;
            while (end < size() && get(end).toString().equals(printed)) {
                end++;
            }
            lines.append(end - start == 1
                    ? "(%s): %s\n".formatted(start, printed)
                    : "(%s-%s): %s x %s\n".formatted(start, end - 1, end - start, printed));
            start = end;
        }
        return size() == 0 ? super.toString() : typeName() + "(\n" + lines.toString().indent(2) + ")";
    }
}
