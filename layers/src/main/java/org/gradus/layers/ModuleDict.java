package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Modules by name, in the order in which they were put, for whoever holds them to apply as it likes.
 *
 * @param <M> what they have in common
 */
public final class ModuleDict<M extends Module> extends Module {

    private final Map<String, M> entries = new LinkedHashMap<>();

    /** No modules yet. */
    public ModuleDict() {}

    /** These modules, in the map's order. @throws IllegalArgumentException if a name is empty or has a dot */
    public ModuleDict(Map<String, ? extends M> modules) {
        modules.forEach(this::put);
    }

    /**
     * Adds a module after those so far.
     *
     * @return this dictionary
     * @throws IllegalArgumentException if the name is empty, has a dot or is taken, or the module contains this one
     */
    public ModuleDict<M> put(String name, M module) {
        entries.put(name, child(name, module));
        return this;
    }

    /**
     * Takes a module out of the dictionary; the others keep their order.
     *
     * @return the module
     * @throws IllegalArgumentException if there is none of this name, listing the names that there are
     */
    public M pop(String name) {
        M module = get(name);
        entries.remove(name);
        replaceChildren(entries);
        return module;
    }

    /** Takes all modules out. */
    public void clear() {
        entries.clear();
        replaceChildren(entries);
    }

    /** The number of modules. */
    public int size() {
        return entries.size();
    }

    /** The module of a name. @throws IllegalArgumentException if there is none, listing the names that there are */
    public M get(String name) {
        M module = entries.get(name);
        checkArgument(module != null, "[ModuleDict] there is no module '%s' among %s", name, entries.keySet());
        return module;
    }

    /** All modules by name, as they are at any time; it cannot be changed. */
    public Map<String, M> asMap() {
        return Collections.unmodifiableMap(entries);
    }
}
