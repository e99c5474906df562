package org.gradus.layers;

import com.google.common.base.Joiner;
import com.google.common.primitives.Ints;
import java.math.BigDecimal;
import org.gradus.core.LpPoolOptions;
import org.gradus.core.Parameter;

/** Values as Python prints them, for {@link Module#extraRepr}. */
final class Repr {

    private Repr() {}

    /** {@code True} or {@code False}. */
    static String of(boolean value) {
        return value ? "True" : "False";
    }

    /** A finite number in the fewest digits that tell it from its neighbours: {@code 0.5}, {@code 1e-05}. */
    static String of(double value) {
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (value == 0 || exponent >= -4 && exponent < 16) {
            String plain = decimal.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        BigDecimal mantissa = decimal.scaleByPowerOfTen(-exponent);
        return "%se%+03d".formatted(mantissa.toPlainString(), exponent);
    }

    /** Numbers as a tuple, a single one with a comma behind it. */
    static String tuple(int... values) {
        return "(" + Joiner.on(", ").join(Ints.asList(values)) + (values.length == 1 ? ",)" : ")");
    }

    /** A parameter among others, {@code   (0): Parameter containing: [torch.float32 of size 2x3]}. */
    static String of(String name, Parameter parameter, String type) {
        return "  (%s): Parameter containing: [torch.%s of size %s]".formatted(name, type,
                Joiner.on("x").join(Ints.asList(parameter.shape().toArray())));
    }

    /** A pool of norms; a whole order without a point, as it is usually given. */
    static String of(double p, LpPoolOptions options) {
        return "norm_type=%s, kernel_size=%s, stride=%s, ceil_mode=%s".formatted(
                p == Math.rint(p) ? Long.toString((long) p) : of(p), options.kernel(),
                options.stride() == null ? "None" : options.stride(), of(options.ceilMode()));
    }
}
