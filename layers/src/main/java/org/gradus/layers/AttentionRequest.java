package org.gradus.layers;

import org.gradus.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What {@link MultiheadAttention} attends to, and whether it says so. Unlike the mask of {@code scaledDotProductAttention}, a BOOL
 * mask is true where there is <i>no</i> attention, as in PyTorch; floating-point masks are added to the scores.
 *
 * @param keyPaddingMask [N,S], or [S] without a batch: which keys are padding, or null if none is
 * @param attnMask [L,S], or [N·heads,L,S]: which keys each query must not attend to, or null if it may to all
 * @param needWeights whether the weights are given back
 * @param averageAttnWeights whether they are averaged over heads
 */
public record AttentionRequest(@Nullable Tensor keyPaddingMask, @Nullable Tensor attnMask, boolean needWeights,
        boolean averageAttnWeights) {

    /** Attention of every query to every key, and its weights averaged over heads. */
    public static final AttentionRequest DEFAULT = new AttentionRequest(null, null, true, true);

    /** This request with keys that are padding, or with none if it is null. */
    public AttentionRequest withKeyPaddingMask(@Nullable Tensor value) {
        return new AttentionRequest(value, attnMask, needWeights, averageAttnWeights);
    }

    /** This request with keys that queries must not attend to, or with none if it is null. */
    public AttentionRequest withAttnMask(@Nullable Tensor value) {
        return new AttentionRequest(keyPaddingMask, value, needWeights, averageAttnWeights);
    }

    /** This request with the weights given back, or without. */
    public AttentionRequest withNeedWeights(boolean value) {
        return new AttentionRequest(keyPaddingMask, attnMask, value, averageAttnWeights);
    }

    /** This request with weights averaged over heads, or for each head. */
    public AttentionRequest withAverageAttnWeights(boolean value) {
        return new AttentionRequest(keyPaddingMask, attnMask, needWeights, value);
    }
}
