package org.gradus.examples.gradients;

import com.google.common.collect.ImmutableList;

/** A case, or several, for every layer and loss; each family adds its own. */
final class LayerCases {

    private LayerCases() {}

    static ImmutableList<LayerCase> all() {
        return ImmutableList.<LayerCase>builder()
                .addAll(BasicLayers.cases())
                .addAll(ConvLayers.cases())
                .addAll(ActivationLayers.cases())
                .addAll(NormalizationLayers.cases())
                .addAll(PaddingLayers.cases())
                .addAll(PoolLayers.cases())
                .addAll(ResamplingLayers.cases())
                .addAll(PairsAndTables.cases())
                .addAll(LossLayers.cases())
                .addAll(SequenceLayers.cases())
                .addAll(Containers.cases())
                .build();
    }
}
