package org.gradus.examples.peers.torch;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Powers, roots, logarithms, trigonometry, rounding, bounds and logic, element by element. */
final class TorchFunctions {

    private TorchFunctions() {}

    static void addTo(TorchOperations table) {
        table.add("abs", c -> torch.abs(c.x()));
        table.add("sign", c -> torch.sign(c.x()));
        table.add("reciprocal", c -> torch.reciprocal(c.x()));
        table.add("square", c -> torch.square(c.x()));
        table.add("sqrt", c -> torch.sqrt(c.x()));
        table.add("rsqrt", c -> torch.rsqrt(c.x()));
        table.add("exp2", c -> torch.exp2(c.x()));
        table.add("expm1", c -> torch.expm1(c.x()));
        table.add("log1p", c -> torch.log1p(c.x()));
        table.add("log2", c -> torch.log2(c.x()));
        table.add("log10", c -> torch.log10(c.x()));
        table.add("sin", c -> torch.sin(c.x()));
        table.add("cos", c -> torch.cos(c.x()));
        table.add("tan", c -> torch.tan(c.x()));
        table.add("asin", c -> torch.asin(c.x()));
        table.add("acos", c -> torch.acos(c.x()));
        table.add("atan", c -> torch.atan(c.x()));
        table.add("sinh", c -> torch.sinh(c.x()));
        table.add("cosh", c -> torch.cosh(c.x()));
        table.add("asinh", c -> torch.asinh(c.x()));
        table.add("acosh", c -> torch.acosh(c.x()));
        table.add("atanh", c -> torch.atanh(c.x()));
        table.add("erf", c -> torch.erf(c.x()));
        table.add("erfc", c -> torch.erfc(c.x()));
        table.add("floor", c -> torch.floor(c.x()));
        table.add("ceil", c -> torch.ceil(c.x()));
        table.add("round", c -> torch.round(c.x()));
        table.add("trunc", c -> torch.trunc(c.x()));
        table.add("clamp", TorchFunctions::clamp);
        table.add("powNumber", c -> torch.pow(c.x(), new Scalar(c.real("exponent"))));
        table.add("powOfNumber", c -> torch.pow(new Scalar(c.real("base")), c.x()));
        table.add("pow", c -> torch.pow(c.x(), c.y()));
        table.add("atan2", c -> torch.atan2(c.x(), c.y()));
        table.add("fmod", c -> torch.fmod(c.x(), c.y()));
        table.add("remainder", c -> torch.remainder(c.x(), c.y()));
        table.add("logaddexp", c -> torch.logaddexp(c.x(), c.y()));
        table.add("xlogy", c -> torch.xlogy(c.x(), c.y()));
        table.add("minimum", c -> torch.minimum(c.x(), c.y()));
        table.add("maximum", c -> torch.maximum(c.x(), c.y()));
        table.add("where", c -> torch.where(c.x(0), c.x(1), c.x(2)));
        table.add("logicalAnd", c -> torch.logical_and(c.x(), c.y()));
        table.add("logicalOr", c -> torch.logical_or(c.x(), c.y()));
        table.add("logicalXor", c -> torch.logical_xor(c.x(), c.y()));
        table.add("logicalNot", c -> torch.logical_not(c.x()));
        table.add("isNan", c -> torch.isnan(c.x()));
        table.add("isInf", c -> torch.isinf(c.x()));
        table.add("isFinite", c -> torch.isfinite(c.x()));
        table.add("addcmul", c -> torch.addcmul(c.x(0), c.x(1), c.x(2)));
        table.add("addcdiv", c -> torch.addcdiv(c.x(0), c.x(1), c.x(2)));
        table.add("lerp", c -> torch.lerp(c.x(0), c.x(1), c.x(2)));
        table.add("lerpByNumber", c -> torch.lerp(c.x(), c.y(), new Scalar(c.real("weight"))));
    }

    private static Tensor clamp(TorchCall c) {
        double[] bounds = c.attributes().reals("bounds");
        return torch.clamp(c.x(), bound(bounds[0]), bound(bounds[1]));
    }

    private static ScalarOptional bound(double value) {
        return Double.isInfinite(value) ? new ScalarOptional() : new ScalarOptional(new Scalar(value));
    }
}
