package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.DType;
import org.gradus.core.Parameter;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.op.PreluOp;

/** y = x where x &gt; 0, else w·x with a learned w, one for all or one for each channel; x [N,C,…], weight [1] or [C]. */
public final class PReLU extends Layer {

    private final Parameter weight;

    /** One slope, 0.25 at first. */
    public PReLU() {
        this(1);
    }

    /** So many slopes, 0.25 at first. @throws IllegalArgumentException if there are less than one */
    public PReLU(int numParameters) {
        this(numParameters, 0.25);
    }

    /** So many slopes that begin with a value. @throws IllegalArgumentException if there are less than one */
    public PReLU(int numParameters, double init) {
        checkArgument(numParameters >= 1, "[PReLU] numParameters must be at least 1, but is %s", numParameters);
        weight = parameter("weight", Tensor.full(Shape.of(numParameters), init, DType.FLOAT32));
    }

    /** w, [1] or [C]. */
    public Parameter weight() {
        return weight;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return PreluOp.prelu(x, weight);
    }

    @Override
    protected String extraRepr() {
        return "num_parameters=" + weight.numel();
    }
}
