package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Transformer encoder layers one after the other, and a norm at the end if there is one: y = norm(fₙ(… f₂(f₁(x)))).
 *
 * <p>
 * Source: A. Vaswani et al., <i>Attention is all you need</i>, NeurIPS 2017, section 3.1.
 */
public final class TransformerEncoder extends Layer {

    private final ModuleList<TransformerEncoderLayer> layers;
    private final @Nullable Layer norm;

    /** Copies of a layer, without a norm at the end; otherwise as {@link #TransformerEncoder(TransformerEncoderLayer, int, Layer)}. */
    public TransformerEncoder(TransformerEncoderLayer layer, int numLayers) {
        layers = child("layers", new ModuleList<>(copies(layer, numLayers)));
        norm = null;
    }

    /**
     * Copies of a layer, each with parameters of its own, which begin alike as in PyTorch; hooks are not copied.
     *
     * @param layer what is copied; it is no part of the encoder
     * @param norm what is applied to the last one's output
     * @throws IllegalArgumentException if the number of layers is below 1
     */
    public TransformerEncoder(TransformerEncoderLayer layer, int numLayers, Layer norm) {
        layers = child("layers", new ModuleList<>(copies(layer, numLayers)));
        this.norm = child("norm", norm);
    }

    private static List<TransformerEncoderLayer> copies(TransformerEncoderLayer layer, int numLayers) {
        checkArgument(numLayers >= 1, "[TransformerEncoder] numLayers must be at least 1, but is %s", numLayers);
        return Stream.generate(layer::copy).limit(numLayers).toList();
    }

    @Override
    protected Tensor compute(Tensor x) {
        return compute(x, AttentionRequest.DEFAULT);
    }

    /**
     * Computes the output for a batch, of which elements do not attend to all in any layer, as asked for. What comes of padding is
     * computed like everything else; PyTorch sets it to 0 in evaluation without gradients.
     *
     * @throws IllegalArgumentException if shapes or types do not fit
     */
    public Tensor forward(Tensor x, AttentionRequest request) {
        return forward(x, input -> compute(input, request));
    }

    private Tensor compute(Tensor x, AttentionRequest request) {
        Tensor y = x;
        for (TransformerEncoderLayer layer : layers) {
            y = layer.forward(y, request);
        }
        return norm == null ? y : norm.forward(y);
    }

    /** The layers in order. */
    public ModuleList<TransformerEncoderLayer> layers() {
        return layers;
    }
}
