package org.gradus.layers;

import static com.google.common.base.Preconditions.checkElementIndex;
import static com.google.common.base.Preconditions.checkPositionIndex;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /**
     * Puts a module before the one at a position, or after all; those behind it move up by one, and so do their names.
     *
     * @return this list
     * @throws IndexOutOfBoundsException if the position is none from 0 to the list's size
     * @throws IllegalArgumentException if the module contains this one
     */
    public ModuleList<M> insert(int index, M module) {
        List<M> changed = new ArrayList<>(entries);
        changed.add(checkPositionIndex(index, size(), "[ModuleList] position"), module);
        return replace(changed);
    }

    /**
     * Puts a module in the place of the one at a position.
     *
     * @return this list
     * @throws IndexOutOfBoundsException if there is none
     * @throws IllegalArgumentException if the module contains this one
     */
    public ModuleList<M> set(int index, M module) {
        List<M> changed = new ArrayList<>(entries);
        changed.set(checkElementIndex(index, size(), "[ModuleList] position"), module);
        return replace(changed);
    }

    /**
     * Takes the module at a position out of the list; those behind it move down by one, and so do their names.
     *
     * @return the module
     * @throws IndexOutOfBoundsException if there is none
     */
    public M pop(int index) {
        List<M> changed = new ArrayList<>(entries);
        M module = changed.remove(checkElementIndex(index, size(), "[ModuleList] position"));
        replace(changed);
        return module;
    }

    private ModuleList<M> replace(List<M> changed) {
        Map<String, M> named = new LinkedHashMap<>();
        changed.forEach(module -> named.put(Integer.toString(named.size()), module));
        replaceChildren(named);
        entries.clear();
        entries.addAll(changed);
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
