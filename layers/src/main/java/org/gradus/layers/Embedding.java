package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.core.op.EmbeddingOp;
import org.gradus.core.random.Rng;
import org.jspecify.annotations.Nullable;

/**
 * y = a row of the weight for each index; indices INT64 [*] → y [*,embeddingDim], weight [numEmbeddings,embeddingDim].
 *
 * <p>
 * The weight begins standard normal, drawn from the global generator as PyTorch does, but for the row that stands for
 * padding, if there is one: it begins as zeros and gets no gradient.
 */
public final class Embedding extends Layer {

    /**
     * What an embedding has beyond its sizes.
     *
     * @param paddingIdx the index that stands for padding, null for none; a negative one counts from the end
     */
    public record Options(@Nullable Integer paddingIdx) {

        /** These options with an index that stands for padding; a negative one counts from the end. */
        public Options withPaddingIdx(int value) {
            return new Options(value);
        }
    }

    private final int numEmbeddings;
    private final int embeddingDim;
    private final @Nullable Integer paddingIdx;
    private final Parameter weight;

    /** An embedding without padding; otherwise as {@link #Embedding(int, int, Options)}. */
    public Embedding(int numEmbeddings, int embeddingDim) {
        this(numEmbeddings, embeddingDim, options());
    }

    /**
     * An embedding.
     *
     * @param numEmbeddings the number of rows: indices are below it
     * @param embeddingDim the length of a row
     * @throws IllegalArgumentException if a number is below 1, or padding stands for no row
     */
    public Embedding(int numEmbeddings, int embeddingDim, Options options) {
        checkArgument(numEmbeddings >= 1, "[Embedding] numEmbeddings must be at least 1, but is %s", numEmbeddings);
        checkArgument(embeddingDim >= 1, "[Embedding] embeddingDim must be at least 1, but is %s", embeddingDim);
        Integer padding = options.paddingIdx();
        checkArgument(padding == null || padding >= -numEmbeddings && padding < numEmbeddings,
                "[Embedding] paddingIdx must be one of %s rows, but is %s", numEmbeddings, padding);
        this.numEmbeddings = numEmbeddings;
        this.embeddingDim = embeddingDim;
        this.paddingIdx = padding == null ? null : Math.floorMod(padding, numEmbeddings);
        weight = parameter("weight", Tensor.zeros(numEmbeddings, embeddingDim));
        resetParameters();
    }

    /** Without padding. */
    public static Options options() {
        return new Options(null);
    }

    /** Draws the weight anew from the global generator; the row for padding becomes zeros. */
    public void resetParameters() {
        Tensor drawn = Init.normal(0, 1).draw(weight.type(), Rng.global());
        weight.set(paddingIdx == null
                ? drawn
                : drawn.maskedFill(Tensor.arange(numEmbeddings).eq(paddingIdx).unsqueeze(1), 0));
    }

    /** The rows [numEmbeddings,embeddingDim]. */
    public Parameter weight() {
        return weight;
    }

    @Override
    protected Tensor compute(Tensor indices) {
        return paddingIdx == null
                ? EmbeddingOp.embedding(indices, weight)
                : EmbeddingOp.embedding(indices, weight, paddingIdx);
    }

    @Override
    protected String extraRepr() {
        return numEmbeddings + ", " + embeddingDim + (paddingIdx == null ? "" : ", padding_idx=" + paddingIdx);
    }
}
