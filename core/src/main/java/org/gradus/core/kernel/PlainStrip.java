package org.gradus.core.kernel;

import java.util.function.DoubleBinaryOperator;

/** A strip of any array, computed in double precision, every formula rounded once where the type is narrower. */
final class PlainStrip<A> extends MutableStrip {

    private final PlainKernels<A> kernels;
    private final A array;

    PlainStrip(PlainKernels<A> kernels, A array) {
        this.kernels = kernels;
        this.array = array;
    }

    private double get(int i) {
        return kernels.get(array, from() + i);
    }

    /** y[i] ← f(y[i], x[i]). */
    private MutableStrip each(Strip x, DoubleBinaryOperator f) {
        var other = (PlainStrip<?>) x;
        for (int i = 0; i < to() - from(); i++) {
            kernels.set(array, from() + i, f.applyAsDouble(get(i), other.get(i)));
        }
        return this;
    }

    /** y[i] ← y[i] + f(u[i], v[i]). */
    private MutableStrip add(Strip u, Strip v, DoubleBinaryOperator f) {
        var left = (PlainStrip<?>) u;
        var right = (PlainStrip<?>) v;
        for (int i = 0; i < to() - from(); i++) {
            kernels.set(array, from() + i, get(i) + f.applyAsDouble(left.get(i), right.get(i)));
        }
        return this;
    }

    @Override
    public MutableStrip set(Strip x) {
        return each(x, (_, b) -> b);
    }

    @Override
    public MutableStrip add(double a) {
        return each(this, (y, _) -> y + a);
    }

    @Override
    public MutableStrip mul(double a) {
        return each(this, (y, _) -> a * y);
    }

    @Override
    public MutableStrip mul(Strip x) {
        return each(x, (y, b) -> y * b);
    }

    @Override
    public MutableStrip div(double a) {
        return each(this, (y, _) -> y / a);
    }

    @Override
    public MutableStrip div(Strip x) {
        return each(x, (y, b) -> y / b);
    }

    @Override
    public MutableStrip axpby(double alpha, Strip x, double beta) {
        return each(x, (y, b) -> alpha * b + beta * y);
    }

    @Override
    public MutableStrip lerp(Strip x, double w) {
        return Math.abs(w) < 0.5
                ? each(x, (y, b) -> y + w * (b - y))
                : each(x, (y, b) -> b - (1 - w) * (b - y));
    }

    @Override
    public MutableStrip addcmul(double a, Strip u, Strip v) {
        return add(u, v, (b, c) -> a * b * c);
    }

    @Override
    public MutableStrip addcdiv(double a, Strip u, Strip v) {
        return add(u, v, (b, c) -> a * b / c);
    }

    @Override
    public MutableStrip sqrt() {
        return each(this, (y, _) -> Math.sqrt(y));
    }

    @Override
    public MutableStrip abs() {
        return each(this, (y, _) -> Math.abs(y));
    }

    @Override
    public MutableStrip max(Strip x) {
        return each(x, Math::max);
    }

    @Override
    public MutableStrip clamp(double low, double high) {
        return each(this, (y, _) -> y < low ? low : y > high ? high : y);
    }

    @Override
    public MutableStrip bySign(Strip x, double negative, double neither, double positive) {
        return each(x, (_, b) -> b < 0 ? negative : b > 0 ? positive : neither);
    }

    @Override
    public MutableStrip zeroWhereNegative(Strip x) {
        return each(x, (y, b) -> b < 0 ? 0 : y);
    }
}
