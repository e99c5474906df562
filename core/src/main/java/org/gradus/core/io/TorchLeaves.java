package org.gradus.core.io;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names what nests in dicts, lists and tuples by the way to it, with dots: {@code optimizer.param_groups.0.lr}. */
final class TorchLeaves {

    private static final int DEEPEST = 64;
    /** The characters of all names are at most so many for each byte of the pickle, and some more. */
    private static final long NAMES_PER_BYTE = 16;
    private static final long NAMES_AT_LEAST = 1 << 16;

    private final Source source;
    private final Map<String, Object> leaves = new LinkedHashMap<>();
    private long characters;

    private TorchLeaves(Source source, int pickleBytes) {
        this.source = source;
        this.characters = NAMES_AT_LEAST + NAMES_PER_BYTE * pickleBytes;
    }

    static ImmutableMap<String, Object> of(Source source, Object root, int pickleBytes) throws TensorFileException {
        if (!isContainer(root)) {
            throw source.problem("it holds " + Python.kind(root)
                    + " without a name; save a dict of named tensors, torch.save({'name': tensor}, path)");
        }
        TorchLeaves leaves = new TorchLeaves(source, pickleBytes);
        leaves.addAll("", root, 0);
        return ImmutableMap.copyOf(leaves.leaves);
    }

    private static boolean isContainer(Object value) {
        return value instanceof Python.Dict || value instanceof Python.PyList || value instanceof Python.Tuple;
    }

    private void addAll(String prefix, Object container, int depth) throws TensorFileException {
        if (depth == DEEPEST) {
            throw source.problem("it nests deeper than " + DEEPEST + " levels, or contains itself");
        }
        switch (container) {
            case Python.Dict(var items) -> {
                for (Map.Entry<Object, Object> item : items.entrySet()) {
                    add(prefix + item.getKey(), item.getValue(), depth);
                }
            }
            case Python.PyList(var values) -> addAll(prefix, values, depth);
            case Python.Tuple(var values) -> addAll(prefix, values, depth);
            default -> throw new AssertionError(container);
        }
    }

    private void addAll(String prefix, List<Object> values, int depth) throws TensorFileException {
        for (int i = 0; i < values.size(); i++) {
            add(prefix + i, values.get(i), depth);
        }
    }

    private void add(String name, Object value, int depth) throws TensorFileException {
        characters -= name.length() + 1;
        if (characters < 0) {
            throw source.problem("it names more values than its pickle justifies");
        }
        if (isContainer(value)) {
            addAll(name + ".", value, depth + 1);
        } else if (leaves.put(name, value) != null) {
            throw source.problem("the name '" + name + "' comes twice");
        }
    }
}
