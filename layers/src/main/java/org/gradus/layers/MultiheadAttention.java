package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import org.gradus.core.AttentionOptions;
import org.gradus.core.DType;
import org.gradus.core.Parameter;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.op.Attention;
import org.gradus.core.op.MatMulOp;
import org.gradus.core.op.WhereOp;
import org.gradus.core.random.Rng;
import org.jspecify.annotations.Nullable;

/**
 * Attention paid by several heads, each in a space of its own: headᵢ = attention(q·Qᵢᵀ, k·Kᵢᵀ, v·Vᵢᵀ) and y = [head₁ … headₕ]·Oᵀ.
 *
 * <p>
 * Queries are [L,N,E], keys [S,N,kdim] and values [S,N,vdim]; with {@code batchFirst} N comes first, and without a batch not at
 * all. Weights begin as PyTorch's for the global generator's seed: O as {@link Linear}'s, then the others Xavier-uniform; biases
 * are 0.
 *
 * <p>
 * Source: A. Vaswani et al., <i>Attention is all you need</i>, NeurIPS 2017, section 3.2.2.
 */
public final class MultiheadAttention extends Module {

    /**
     * What the attention has beyond its sizes.
     *
     * @param dropout the probability of dropping a weight in training
     * @param bias whether biases are added
     * @param kdim the number of features of keys, 0 for that of queries
     * @param vdim the number of features of values, 0 for that of queries
     * @param batchFirst whether sequences come as [N,L,…], not as [L,N,…]
     */
    public record Options(double dropout, boolean bias, int kdim, int vdim, boolean batchFirst) {

        /** Checks the options. @throws IllegalArgumentException naming the one that is out of range */
        public Options {
            checkArgument(dropout >= 0 && dropout <= 1, "[MultiheadAttention] dropout must be in [0, 1], but is %s",
                    dropout);
            checkArgument(kdim >= 0 && vdim >= 0,
                    "[MultiheadAttention] kdim and vdim must not be negative, but are %s and %s", kdim, vdim);
        }

        /** These options with dropout. @throws IllegalArgumentException if it is not in [0, 1] */
        public Options withDropout(double value) {
            return new Options(value, bias, kdim, vdim, batchFirst);
        }

        /** These options with biases, or without. */
        public Options withBias(boolean value) {
            return new Options(dropout, value, kdim, vdim, batchFirst);
        }

        /** These options with another number of features of keys. @throws IllegalArgumentException if it is negative */
        public Options withKdim(int value) {
            return new Options(dropout, bias, value, vdim, batchFirst);
        }

        /** These options with another number of features of values. @throws IllegalArgumentException if it is negative */
        public Options withVdim(int value) {
            return new Options(dropout, bias, kdim, value, batchFirst);
        }

        /** These options for sequences [N,L,…], or [L,N,…]. */
        public Options withBatchFirst(boolean value) {
            return new Options(dropout, bias, kdim, vdim, value);
        }
    }

    private final int embedDim;
    private final int numHeads;
    private final Options options;

    /** The one matrix of all three, or the three of queries, keys and values. */
    private final ImmutableList<Parameter> inProj;
    private final @Nullable Parameter inProjBias;
    private final Linear outProj;

    /** Attention with biases, without dropout; otherwise as {@link #MultiheadAttention(int, int, Options)}. */
    public MultiheadAttention(int embedDim, int numHeads) {
        this(embedDim, numHeads, options());
    }

    /**
     * Attention of several heads.
     *
     * @param embedDim E, the number of features of queries and of the output
     * @param numHeads how many heads share the features
     * @throws IllegalArgumentException if a number is below 1, or the features do not divide among the heads
     */
    public MultiheadAttention(int embedDim, int numHeads, Options options) {
        checkArgument(embedDim >= 1, "[MultiheadAttention] embedDim must be at least 1, but is %s", embedDim);
        checkArgument(numHeads >= 1, "[MultiheadAttention] numHeads must be at least 1, but is %s", numHeads);
        checkArgument(embedDim % numHeads == 0, "[MultiheadAttention] embedDim %s does not divide among %s heads",
                embedDim, numHeads);
        this.embedDim = embedDim;
        this.numHeads = numHeads;
        this.options = options;
        int kdim = options.kdim() == 0 ? embedDim : options.kdim();
        int vdim = options.vdim() == 0 ? embedDim : options.vdim();
        inProj = kdim == embedDim && vdim == embedDim
                ? ImmutableList.of(parameter("in_proj_weight", Tensor.zeros(3 * embedDim, embedDim)))
                : ImmutableList.of(parameter("q_proj_weight", Tensor.zeros(embedDim, embedDim)),
                        parameter("k_proj_weight", Tensor.zeros(embedDim, kdim)),
                        parameter("v_proj_weight", Tensor.zeros(embedDim, vdim)));
        inProjBias = options.bias() ? parameter("in_proj_bias", Tensor.zeros(3 * embedDim)) : null;
        outProj = child("out_proj", new NonDynamicallyQuantizableLinear(embedDim, embedDim,
                Linear.options().withBias(options.bias())));
        resetInProj();
    }

    /** With biases and without dropout, for keys and values like queries, sequences [L,N,E]. */
    public static Options options() {
        return new Options(0, true, 0, 0, false);
    }

    /** PyTorch draws O when it makes the layer, and draws the rest, here, at its end. */
    private void resetInProj() {
        inProj.forEach(weight -> Init.xavierUniform().fill(weight, Rng.global()));
        Parameter outBias = outProj.bias();
        if (outBias != null) {
            outBias.set(Tensor.zeros(embedDim));
        }
    }

    /** The attention of queries to keys, with its weights averaged over heads. @throws IllegalArgumentException as below */
    public Attended forward(Tensor query, Tensor key, Tensor value) {
        return forward(query, key, value, AttentionRequest.DEFAULT);
    }

    /**
     * The attention of queries to keys, as asked for. A query that may attend to no key gets zeros for its mean, also where
     * PyTorch gives NaN, which it does if weights are needed.
     *
     * @throws IllegalArgumentException if shapes or types do not fit
     */
    public Attended forward(Tensor query, Tensor key, Tensor value, AttentionRequest request) {
        checkShapes(query, key, value);
        Tensor q = heads(query, 0);
        Tensor k = heads(key, 1);
        Tensor v = heads(value, 2);
        Shape scores = Shape.of(q.size(0), numHeads, q.size(2), k.size(2));
        AttentionOptions attention = AttentionOptions.DEFAULT.withDropout(isTraining() ? options.dropout() : 0)
                .withMask(mask(scores, query.dtype(), request));
        Tensor weights = Attention.attentionWeights(q, k, attention);
        Tensor merged = weights.matmul(v).permute(0, 2, 1, 3).reshape(scores.size(0), scores.size(2), embedDim);
        Tensor output = outProj.forward(merged);
        boolean single = query.shape().rank() == 2;
        Tensor shown = request.averageAttnWeights() ? weights.mean(1) : weights;
        return new Attended(single ? output.squeeze(0) : options.batchFirst() ? output : output.transpose(0, 1),
                !request.needWeights() ? null : single ? shown.squeeze(0) : shown);
    }

    private void checkShapes(Tensor query, Tensor key, Tensor value) {
        int rank = query.shape().rank();
        checkArgument((rank == 2 || rank == 3) && query.size(-1) == embedDim,
                "[MultiheadAttention] queries must be [%s,%s], or [L,%s] without a batch, but are %s",
                options.batchFirst() ? "N,L" : "L,N", embedDim, embedDim, query.shape());
        int batch = options.batchFirst() ? 0 : 1;
        checkArgument(
                key.shape().rank() == rank && value.shape().rank() == rank
                        && key.shape().withSize(-1, 0).equals(value.shape().withSize(-1, 0))
                        && (rank == 2 || key.size(batch) == query.size(batch)),
                "[MultiheadAttention] there must be a value for each key, and as many sequences as of queries, but queries are %s, keys %s and values %s",
                query.shape(), key.shape(), value.shape());
    }

    /** [N,heads,L,E/heads]: what each head sees of the queries, the keys or the values. */
    private Tensor heads(Tensor x, int which) {
        Tensor batched = x.shape().rank() == 2 ? x.unsqueeze(0) : options.batchFirst() ? x : x.transpose(0, 1);
        Tensor weight = inProj.size() == 3
                ? inProj.get(which)
                : inProj.get(0).narrow(0, which * embedDim, embedDim);
        Tensor projected = MatMulOp.matmulTransposed(batched, weight);
        if (inProjBias != null) {
            projected = projected.add(inProjBias.narrow(0, which * embedDim, embedDim));
        }
        return projected.unflatten(-1, numHeads, embedDim / numHeads).permute(0, 2, 1, 3);
    }

    /** Both masks as numbers to add to scores [N,heads,L,S]; null if there is none. */
    private static @Nullable Tensor mask(Shape scores, DType dtype, AttentionRequest request) {
        Tensor padding = request.keyPaddingMask();
        Tensor pairs = request.attnMask();
        int batch = scores.size(0);
        int keys = scores.size(3);
        Tensor ofPadding = null;
        if (padding != null) {
            checkArgument(padding.shape().equals(Shape.of(batch, keys)) || batch == 1 && padding.numel() == keys,
                    "[MultiheadAttention] the key padding mask must be [%s,%s], or [%s] without a batch, but is %s",
                    batch, keys, keys, padding.shape());
            ofPadding = additive(padding, dtype).reshape(batch, 1, 1, keys);
        }
        if (pairs == null) {
            return ofPadding;
        }
        Shape all = Shape.of(batch * scores.size(1), scores.size(2), keys);
        checkArgument(pairs.shape().equals(Shape.of(scores.size(2), keys)) || pairs.shape().equals(all),
                "[MultiheadAttention] the attention mask must be [%s,%s] or %s, but is %s", scores.size(2), keys, all,
                pairs.shape());
        Tensor ofPairs = additive(pairs, dtype);
        Tensor spread = pairs.shape().rank() == 2 ? ofPairs : ofPairs.reshape(scores.toArray());
        return ofPadding == null ? spread : spread.add(ofPadding);
    }

    /** −∞ where a BOOL mask is true and 0 elsewhere; numbers as they are. */
    private static Tensor additive(Tensor mask, DType dtype) {
        return mask.dtype() == DType.BOOL
                ? WhereOp.where(mask, Double.NEGATIVE_INFINITY, Tensor.full(mask.shape(), 0, dtype))
                : mask;
    }
}
