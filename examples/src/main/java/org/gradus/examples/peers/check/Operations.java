package org.gradus.examples.peers.check;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gradus.core.Tensor;

/** The table of all operations that are compared, each family adding its own lines. */
public final class Operations {

    private final Map<String, Operation> byName;
    private final Closeness closeness;

    private Operations(Map<String, Operation> byName, Closeness closeness) {
        this.byName = byName;
        this.closeness = closeness;
    }

    /** Every operation, in the order of the families. */
    public static ImmutableList<Operation> all() {
        var table = new Operations(new LinkedHashMap<>(), Closeness.ROUNDED);
        Elementwise.addTo(table);
        Functions.addTo(table);
        ActivationFunctions.addTo(table);
        NormalizationFunctions.addTo(table);
        Comparisons.addTo(table);
        Reductions.addTo(table);
        Statistics.addTo(table);
        Lookups.addTo(table);
        Movements.addTo(table);
        Rearrangements.addTo(table);
        Products.addTo(table);
        Einsums.addTo(table);
        Convolutions.addTo(table);
        ClassLossFunctions.addTo(table);
        Pools.addTo(table);
        Resamplings.addTo(table);
        LinearAlgebra.addTo(table);
        LossFunctions.addTo(table);
        Sequences.addTo(table);
        RandomNumbers.addTo(table);
        Optimizers.addTo(table);
        WeightFiles.addTo(table);
        return ImmutableList.copyOf(table.byName.values());
    }

    /** This table, but what is added through it is judged by another measure. */
    public Operations judged(Closeness other) {
        return new Operations(byName, other);
    }

    /**
     * Adds an operation of one result.
     *
     * @throws IllegalArgumentException if the name is taken
     */
    public Operations add(String name, Consumer<Draw> cases, Function<Operands, Tensor> gradus) {
        return addMany(name, cases, operands -> List.of(gradus.apply(operands)));
    }

    /**
     * Adds an operation of several results, in the order in which the peer gives them.
     *
     * @throws IllegalArgumentException if the name is taken
     */
    public Operations addMany(String name, Consumer<Draw> cases, Function<Operands, List<Tensor>> gradus) {
        checkArgument(byName.putIfAbsent(name, new Operation(name, cases, gradus, closeness)) == null,
                "[operations] there are two operations '%s'", name);
        return this;
    }
}
