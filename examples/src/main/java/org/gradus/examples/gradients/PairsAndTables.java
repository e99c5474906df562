package org.gradus.examples.gradients;

import java.util.List;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.layers.Bilinear;
import org.gradus.layers.CosineSimilarity;
import org.gradus.layers.Embedding;
import org.gradus.layers.PairwiseDistance;

/** Layers of two inputs, and the one of indices. */
final class PairsAndTables {

    private PairsAndTables() {}

    static List<LayerCase> cases() {
        Tensor indices = Tensor.of(new long[]{4, 0, 4});
        var embedding = new Embedding(5, 3);
        var bilinear = new Bilinear(3, 4, 2);
        var cosine = new CosineSimilarity();
        var distance = new PairwiseDistance();
        return List.of(
                new LayerCase(embedding, x -> embedding.forward(indices).mul(x), Shape.of(3, 3)),
                new LayerCase(bilinear, x -> bilinear.forward(x.narrow(1, 0, 3), x.narrow(1, 3, 4)), Shape.of(2, 7)),
                new LayerCase(cosine, x -> cosine.forward(x.select(0, 0), x.select(0, 1)), Shape.of(2, 3, 4)),
                new LayerCase(distance, x -> distance.forward(x.select(0, 0), x.select(0, 1)), Shape.of(2, 3, 4)));
    }
}
