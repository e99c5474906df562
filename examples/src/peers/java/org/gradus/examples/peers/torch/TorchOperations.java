package org.gradus.examples.peers.torch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/** The table of all operations that PyTorch is asked for, each family adding its own lines. */
final class TorchOperations {

    private final Map<String, Function<TorchCall, List<Tensor>>> byName = new HashMap<>();

    private TorchOperations() {}

    static TorchOperations all() {
        var table = new TorchOperations();
        TorchElementwise.addTo(table);
        TorchFunctions.addTo(table);
        TorchActivations.addTo(table);
        TorchNormalizations.addTo(table);
        TorchReductions.addTo(table);
        TorchStatistics.addTo(table);
        TorchLookups.addTo(table);
        TorchMovements.addTo(table);
        TorchRearrangements.addTo(table);
        TorchProducts.addTo(table);
        TorchLinearAlgebra.addTo(table);
        TorchConvolutions.addTo(table);
        TorchClassLosses.addTo(table);
        TorchPools.addTo(table);
        TorchResamplings.addTo(table);
        TorchLosses.addTo(table);
        TorchSequences.addTo(table);
        TorchRandomNumbers.addTo(table);
        TorchOptimizers.addTo(table);
        TorchWeightFiles.addTo(table);
        TorchFormulas.addTo(table);
        TorchWork.addTo(table);
        return table;
    }

    /** Adds an operation of one result. */
    TorchOperations add(String name, Function<TorchCall, Tensor> operation) {
        return addMany(name, call -> List.of(operation.apply(call)));
    }

    /** Adds an operation of several results. */
    TorchOperations addMany(String name, Function<TorchCall, List<Tensor>> operation) {
        if (byName.putIfAbsent(name, operation) != null) {
            throw new IllegalArgumentException("there are two operations '" + name + "'");
        }
        return this;
    }

    /**
     * Computes an operation.
     *
     * @throws IllegalArgumentException if the table has none of that name
     */
    List<Tensor> compute(String name, TorchCall call) {
        Function<TorchCall, List<Tensor>> operation = byName.get(name);
        if (operation == null) {
            throw new IllegalArgumentException(
                    "the table of PyTorch's operations lacks '" + name + "'; add a line to it");
        }
        return operation.apply(call);
    }
}
