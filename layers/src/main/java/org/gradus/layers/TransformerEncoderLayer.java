package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.op.GeluOp;
import org.gradus.core.random.Rng;
import org.gradus.core.random.RngState;

/**
 * Attention of a sequence to itself, then a network of two linear layers for each element, each with what it is applied to
 * added and normalised: z = norm₁(x + attention(x)), y = norm₂(z + W₂·f(W₁·z)); or, with {@code normFirst},
 * z = x + attention(norm₁(x)), y = z + W₂·f(W₁·norm₂(z)).
 *
 * <p>
 * Sequences are [L,N,E], with {@code batchFirst} [N,L,E], and without a batch [L,E]. Weights begin as PyTorch's for the global
 * generator's seed.
 *
 * <p>
 * Sources: A. Vaswani et al., <i>Attention is all you need</i>, NeurIPS 2017, section 3.1; R. Xiong et al., <i>On layer
 * normalization in the Transformer architecture</i>, ICML 2020, for {@code normFirst}.
 */
public final class TransformerEncoderLayer extends Layer {

    /** The function f between the two linear layers. */
    public enum Activation {

        /** max(x, 0). */
        RELU,

        /** x·Φ(x), Φ the distribution function of the standard normal distribution. */
        GELU;

        Tensor apply(Tensor x) {
            return switch (this) {
                case RELU -> x.relu();
                case GELU -> GeluOp.gelu(x);
            };
        }
    }

    /**
     * What such a layer has beyond its sizes.
     *
     * @param dimFeedforward how many features f is applied to
     * @param dropout the probability of dropping, in training: a weight of attention, and an element of f's results, of the
     *        attention's and of the network's
     * @param activation f
     * @param layerNormEps what is added to variances
     * @param batchFirst whether sequences come as [N,L,E], not as [L,N,E]
     * @param normFirst whether norms come before attention and network, not after the sums
     * @param bias whether linear layers, attention and norms add biases
     */
    public record Options(int dimFeedforward, double dropout, Activation activation, double layerNormEps,
            boolean batchFirst, boolean normFirst, boolean bias) {

        /** Checks the options. @throws IllegalArgumentException naming the one that is out of range */
        public Options {
            checkArgument(dimFeedforward >= 1,
                    "[TransformerEncoderLayer] dimFeedforward must be at least 1, but is %s", dimFeedforward);
            checkArgument(dropout >= 0 && dropout <= 1,
                    "[TransformerEncoderLayer] dropout must be in [0, 1], but is %s", dropout);
            Norm.checkEps(layerNormEps);
        }

        /** These options with another number of features between. @throws IllegalArgumentException if it is below 1 */
        public Options withDimFeedforward(int value) {
            return new Options(value, dropout, activation, layerNormEps, batchFirst, normFirst, bias);
        }

        /** These options with dropout. @throws IllegalArgumentException if it is not in [0, 1] */
        public Options withDropout(double value) {
            return new Options(dimFeedforward, value, activation, layerNormEps, batchFirst, normFirst, bias);
        }

        /** These options with another f. */
        public Options withActivation(Activation value) {
            return new Options(dimFeedforward, dropout, value, layerNormEps, batchFirst, normFirst, bias);
        }

        /** These options with another eps. @throws IllegalArgumentException if it is negative or no finite number */
        public Options withLayerNormEps(double value) {
            return new Options(dimFeedforward, dropout, activation, value, batchFirst, normFirst, bias);
        }

        /** These options for sequences [N,L,E], or [L,N,E]. */
        public Options withBatchFirst(boolean value) {
            return new Options(dimFeedforward, dropout, activation, layerNormEps, value, normFirst, bias);
        }

        /** These options with norms before attention and network, or after the sums. */
        public Options withNormFirst(boolean value) {
            return new Options(dimFeedforward, dropout, activation, layerNormEps, batchFirst, value, bias);
        }

        /** These options with biases, or without. */
        public Options withBias(boolean value) {
            return new Options(dimFeedforward, dropout, activation, layerNormEps, batchFirst, normFirst, value);
        }
    }

    private final int dModel;
    private final int nHead;
    private final Options options;
    private final MultiheadAttention selfAttn;
    private final Linear linear1;
    private final Dropout dropout;
    private final Linear linear2;
    private final LayerNorm norm1;
    private final LayerNorm norm2;
    private final Dropout dropout1;
    private final Dropout dropout2;

    /** A layer with the usual options; otherwise as {@link #TransformerEncoderLayer(int, int, Options)}. */
    public TransformerEncoderLayer(int dModel, int nHead) {
        this(dModel, nHead, options());
    }

    /**
     * A layer.
     *
     * @param dModel E, the number of features of each element of a sequence
     * @param nHead how many heads share the features
     * @throws IllegalArgumentException if a number is below 1, or the features do not divide among the heads
     */
    public TransformerEncoderLayer(int dModel, int nHead, Options options) {
        this.dModel = dModel;
        this.nHead = nHead;
        this.options = options;
        var linear = Linear.options().withBias(options.bias());
        var norm = LayerNorm.options().withEps(options.layerNormEps()).withBias(options.bias());
        selfAttn = child("self_attn", new MultiheadAttention(dModel, nHead, MultiheadAttention.options()
                .withDropout(options.dropout()).withBias(options.bias()).withBatchFirst(options.batchFirst())));
        linear1 = child("linear1", new Linear(dModel, options.dimFeedforward(), linear));
        dropout = child("dropout", new Dropout(options.dropout()));
        linear2 = child("linear2", new Linear(options.dimFeedforward(), dModel, linear));
        norm1 = child("norm1", new LayerNorm(Shape.of(dModel), norm));
        norm2 = child("norm2", new LayerNorm(Shape.of(dModel), norm));
        dropout1 = child("dropout1", new Dropout(options.dropout()));
        dropout2 = child("dropout2", new Dropout(options.dropout()));
    }

    /** With 2048 features between, dropout 0.1, ReLU, eps = 1e-5 and biases, norms after the sums, sequences [L,N,E]. */
    public static Options options() {
        return new Options(2048, 0.1, Activation.RELU, 1e-5, false, false, true);
    }

    @Override
    protected Tensor compute(Tensor x) {
        return compute(x, AttentionRequest.DEFAULT);
    }

    /**
     * Computes the output for a batch, of which elements do not attend to all, as asked for; weights are not given back.
     *
     * @throws IllegalArgumentException if shapes or types do not fit
     */
    public Tensor forward(Tensor x, AttentionRequest request) {
        return forward(x, input -> compute(input, request));
    }

    private Tensor compute(Tensor x, AttentionRequest request) {
        if (options.normFirst()) {
            Tensor z = x.add(attention(norm1.forward(x), request));
            return z.add(network(norm2.forward(z)));
        }
        Tensor z = norm1.forward(x.add(attention(x, request)));
        return norm2.forward(z.add(network(z)));
    }

    private Tensor attention(Tensor x, AttentionRequest request) {
        Tensor y = selfAttn.forward(x, x, x, request.withNeedWeights(false).withAverageAttnWeights(false)).output();
        if (dropout1.isTraining() && options.batchFirst() && y.shape().rank() == 3) {
            // PyTorch's attention gives a view of [L,N,E] here, and dropout draws its mask in the order of memory.
            return dropout1.forward(y.transpose(0, 1)).transpose(0, 1);
        }
        return dropout1.forward(y);
    }

    private Tensor network(Tensor x) {
        Tensor inner = dropout.forward(options.activation().apply(linear1.forward(x)));
        return dropout2.forward(linear2.forward(inner));
    }

    /** A layer like this one, with parameters of its own that have the same values; draws no random numbers. */
    TransformerEncoderLayer copy() {
        Rng rng = Rng.global();
        TransformerEncoderLayer copy;
        synchronized (rng) {
            RngState now = rng.state();
            copy = new TransformerEncoderLayer(dModel, nHead, options);
            rng.restore(now);
        }
        copy.to(linear1.weight().dtype());
        copy.loadStateDict(stateDict());
        copy.train(isTraining());
        var own = namedParameters();
        copy.namedParameters().forEach((name, parameter) -> parameter.requiresGrad(own.get(name).requiresGrad()));
        return copy;
    }
}
