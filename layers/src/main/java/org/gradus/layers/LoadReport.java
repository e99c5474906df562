package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;

/**
 * What of a state dict did not fit a module.
 *
 * @param missing keys that the module has and the state dict lacks, in the module's order
 * @param unexpected keys that the state dict has and the module lacks, in the state dict's order
 * @param mismatched values of another shape or type than the module's, in the module's order
 */
public record LoadReport(ImmutableList<String> missing, ImmutableList<String> unexpected,
        ImmutableList<Mismatch> mismatched) {

    /** A value of another shape or type than the module's. */
    public record Mismatch(String key, TensorType expected, TensorType actual) {

        /** Key and types, {@code fc.weight is float32[10,320] in the module but float32[5,320] in the state dict}. */
        @Override
        public String toString() {
            return key + " is " + expected + " in the module but " + actual + " in the state dict";
        }
    }

    static LoadReport load(Module module, Map<String, Tensor> values, LoadMode mode) {
        ImmutableMap<String, StateEntry> state = module.state();
        LoadReport report = compare(state, values);
        checkArgument(mode == LoadMode.LENIENT || report.isEmpty(),
                "[loadStateDict] the state dict does not fit %s, and nothing was loaded:\n%s", module.typeName(),
                report);
        state.forEach((key, entry) -> {
            Tensor value = values.get(key);
            if (value != null && value.type().equals(entry.type())) {
                entry.load(value);
            }
        });
        return report;
    }

    private static LoadReport compare(Map<String, StateEntry> state, Map<String, Tensor> values) {
        ImmutableList.Builder<Mismatch> mismatched = ImmutableList.builder();
        state.forEach((key, entry) -> {
            Tensor value = values.get(key);
            if (value != null && !value.type().equals(entry.type())) {
                mismatched.add(new Mismatch(key, entry.type(), value.type()));
            }
        });
        ImmutableList<String> missing = state.keySet().stream().filter(key -> values.get(key) == null)
                .collect(ImmutableList.toImmutableList());
        ImmutableList<String> unexpected = values.keySet().stream().filter(key -> !state.containsKey(key))
                .collect(ImmutableList.toImmutableList());
        return new LoadReport(missing, unexpected, mismatched.build());
    }

    /** Whether everything fitted. */
    public boolean isEmpty() {
        return missing.isEmpty() && unexpected.isEmpty() && mismatched.isEmpty();
    }

    /** One line for each kind of misfit, and one for each value of another shape or type; empty if everything fitted. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        if (!missing.isEmpty()) {
            lines.add("missing: " + Joiner.on(", ").join(missing));
        }
        if (!unexpected.isEmpty()) {
            lines.add("unexpected: " + Joiner.on(", ").join(unexpected));
        }
        mismatched.forEach(mismatch -> lines.add("mismatch: " + mismatch));
        return Joiner.on('\n').join(lines);
    }
}
