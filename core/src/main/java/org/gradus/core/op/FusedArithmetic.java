package org.gradus.core.op;

import org.gradus.core.Tensor;

/** Sums of products and quotients that have a name of their own. */
public final class FusedArithmetic {

    private FusedArithmetic() {}

    /** y = x + a·b, broadcast; scale a for a factor. */
    public static Tensor addcmul(Tensor x, Tensor a, Tensor b) {
        return x.add(a.mul(b));
    }

    /** y = x + a/b, broadcast; scale a for a factor. */
    public static Tensor addcdiv(Tensor x, Tensor a, Tensor b) {
        return x.add(a.div(b));
    }

    /** y = a + weight·(b − a), broadcast: exactly a for weight 0 and exactly b for weight 1. */
    public static Tensor lerp(Tensor a, Tensor b, double weight) {
        Tensor way = b.sub(a);
        return Math.abs(weight) < 0.5 ? a.add(way.mul(weight)) : b.sub(way.mul(1 - weight));
    }

    /** y = a + weight·(b − a), all three broadcast: exactly a where weight is 0 and exactly b where it is 1. */
    public static Tensor lerp(Tensor a, Tensor b, Tensor weight) {
        Tensor way = b.sub(a);
        return WhereOp.where(weight.abs().lt(0.5), a.add(way.mul(weight)), b.sub(way.mul(weight.neg().add(1))));
    }
}
