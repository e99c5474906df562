package org.gradus.examples.peers.check;

import java.util.function.Consumer;
import org.gradus.core.Shape;
import org.gradus.core.op.AcosOp;
import org.gradus.core.op.AcoshOp;
import org.gradus.core.op.AsinOp;
import org.gradus.core.op.AsinhOp;
import org.gradus.core.op.Atan2Op;
import org.gradus.core.op.AtanOp;
import org.gradus.core.op.AtanhOp;
import org.gradus.core.op.CoshOp;
import org.gradus.core.op.ErfOp;
import org.gradus.core.op.ErfcOp;
import org.gradus.core.op.Exp2Op;
import org.gradus.core.op.Finiteness;
import org.gradus.core.op.FmodOp;
import org.gradus.core.op.FusedArithmetic;
import org.gradus.core.op.Log10Op;
import org.gradus.core.op.Log2Op;
import org.gradus.core.op.LogaddexpOp;
import org.gradus.core.op.PowOp;
import org.gradus.core.op.RemainderOp;
import org.gradus.core.op.SinhOp;
import org.gradus.core.op.TanOp;
import org.gradus.core.op.TruncOp;
import org.gradus.core.op.WhereOp;
import org.gradus.core.op.XlogyOp;

/**
 * Powers, roots, logarithms, trigonometry, rounding, bounds and logic, element by element.
 *
 * <p>
 * Exceptional numbers are left out where PyTorch differs from IEEE 754, from the limit or from itself: its vectorised
 * sinh, cosh and fmod overflow early, its (−∞)^½ is NaN, gradients of atan2, pow and remainder at infinities are NaN, and
 * clamp's gradient of NaN depends on the element's place in the vector.
 */
final class Functions {

    private static final Consumer<Draw> ANY = Draws.unary(Domain.ANY.andWild());
    private static final Consumer<Draw> ANY_OR_WIDE = Draws.mostly(ANY, Draws.unary(Domain.WIDE));
    private static final Consumer<Draw> POSITIVE = Draws.mostly(Draws.unary(Domain.POSITIVE), ANY);
    private static final Consumer<Draw> UNIT = Draws.mostly(Draws.unary(Domain.UNIT), ANY);
    private static final Consumer<Draw> TAME = Draws.mostly(Draws.unary(Domain.ANY), Draws.unary(Domain.of(-60, 60)));
    private static final Consumer<Draw> TAME_POSITIVE = Draws.mostly(Draws.unary(Domain.POSITIVE),
            Draws.unary(Domain.ANY));
    private static final Consumer<Draw> TAME_PAIR = Draws.pair(Domain.ANY, Domain.ANY);
    private static final Consumer<Draw> PAIR = Draws.pair(Domain.ANY.andWild(), Domain.ANY.andWild());

    private Functions() {}

    static void addTo(Operations table) {
        addFunctionsOfOne(table.judged(Closeness.RELATIVE));
        addFunctionsOfTwo(table);
        addFunctionsOfThree(table);
        addQuestions(table);
    }

    private static void addFunctionsOfOne(Operations table) {
        table.add("abs", ANY, c -> c.x().abs());
        table.add("sign", ANY, c -> c.x().sign());
        table.add("reciprocal", Draws.mostly(Draws.unary(Domain.NONZERO), ANY), c -> c.x().reciprocal());
        table.add("square", ANY, c -> c.x().square());
        table.add("sqrt", POSITIVE, c -> c.x().sqrt());
        table.add("rsqrt", POSITIVE, c -> c.x().rsqrt());
        table.add("exp2", ANY_OR_WIDE, c -> Exp2Op.exp2(c.x()));
        table.add("expm1", ANY_OR_WIDE, c -> c.x().expm1());
        table.add("log1p", POSITIVE, c -> c.x().log1p());
        table.add("log2", POSITIVE, c -> Log2Op.log2(c.x()));
        table.add("log10", POSITIVE, c -> Log10Op.log10(c.x()));
        table.add("sin", ANY, c -> c.x().sin());
        table.add("cos", ANY, c -> c.x().cos());
        table.add("tan", ANY, c -> TanOp.tan(c.x()));
        table.add("asin", UNIT, c -> AsinOp.asin(c.x()));
        table.add("acos", UNIT, c -> AcosOp.acos(c.x()));
        table.add("atan", ANY_OR_WIDE, c -> AtanOp.atan(c.x()));
        table.add("sinh", TAME, c -> SinhOp.sinh(c.x()));
        table.add("cosh", TAME, c -> CoshOp.cosh(c.x()));
        table.add("asinh", ANY_OR_WIDE, c -> AsinhOp.asinh(c.x()));
        table.add("acosh", Draws.mostly(Draws.unary(Domain.of(1.0625, 9)), Draws.unary(Domain.of(1, 2000))),
                c -> AcoshOp.acosh(c.x()));
        table.add("atanh", UNIT, c -> AtanhOp.atanh(c.x()));
        table.add("erf", ANY, c -> ErfOp.erf(c.x()));
        table.add("erfc", ANY, c -> ErfcOp.erfc(c.x()));
        table.add("floor", ANY_OR_WIDE, c -> c.x().floor());
        table.add("ceil", ANY_OR_WIDE, c -> c.x().ceil());
        table.add("round", ANY_OR_WIDE, c -> c.x().round());
        table.add("trunc", ANY_OR_WIDE, c -> TruncOp.trunc(c.x()));
        table.add("clamp", TAME.andThen(Functions::bounds),
                c -> c.x().clamp(c.attributes().reals("bounds")[0], c.attributes().reals("bounds")[1]));
        table.add("powNumber", TAME_POSITIVE.andThen(draw -> draw.with("exponent", exponent(draw))),
                c -> c.x().pow(c.real("exponent")));
        table.add("powOfNumber", ANY.andThen(draw -> draw.with("base", draw.real(0.5, 3))),
                c -> PowOp.pow(c.real("base"), c.x()));
    }

    private static void addFunctionsOfTwo(Operations table) {
        table.add("pow", Draws.mostly(Draws.pair(Domain.POSITIVE, Domain.ANY), TAME_PAIR), c -> c.x().pow(c.y()));
        table.add("atan2", Draws.mostly(Draws.pair(Domain.NONZERO, Domain.ANY), Draws.pair(Domain.ANY, Domain.WIDE)),
                c -> Atan2Op.atan2(c.x(), c.y()));
        table.add("fmod", Draws.mostly(Draws.pair(Domain.WIDE, Domain.NONZERO), TAME_PAIR),
                c -> FmodOp.fmod(c.x(), c.y()));
        table.add("remainder", Draws.mostly(Draws.pair(Domain.WIDE, Domain.NONZERO),
                Draws.pair(Domain.ANY, Domain.NONZERO)),
                c -> RemainderOp.remainder(c.x(), c.y()));
        table.add("logaddexp", Draws.mostly(Draws.pair(Domain.WIDE, Domain.WIDE), PAIR),
                c -> LogaddexpOp.logaddexp(c.x(), c.y()));
        table.add("xlogy",
                Draws.mostly(Draws.pair(Domain.ANY, Domain.POSITIVE), Draws.pair(Domain.ANY, Domain.of(0, 9))),
                c -> XlogyOp.xlogy(c.x(), c.y()));
        table.add("minimum", Draws.mostly(PAIR, Draws.integerPair(-5, 5)), c -> c.x().minimum(c.y()));
        table.add("maximum", Draws.mostly(PAIR, Draws.integerPair(-5, 5)), c -> c.x().maximum(c.y()));
        table.add("where", draw -> {
            Shape full = draw.shapeOrEmpty(0, 4);
            draw.input(draw.truths(draw.broadcastable(full)));
            draw.input(draw.numbers(draw.broadcastable(full), Domain.ANY.andWild()));
            draw.input(draw.numbers(full, Domain.ANY.andWild()));
        }, c -> WhereOp.where(c.x(0), c.x(1), c.x(2)));
    }

    private static void addFunctionsOfThree(Operations table) {
        Consumer<Draw> three = draw -> {
            Shape full = draw.shapeOrEmpty(0, 4);
            draw.input(draw.numbers(draw.broadcastable(full), Domain.ANY));
            draw.input(draw.numbers(full, Domain.ANY));
            draw.input(draw.numbers(draw.broadcastable(full), Domain.NONZERO));
        };
        table.add("addcmul", three, c -> FusedArithmetic.addcmul(c.x(0), c.x(1), c.x(2)));
        table.add("addcdiv", three, c -> FusedArithmetic.addcdiv(c.x(0), c.x(1), c.x(2)));
        table.add("lerp", three, c -> FusedArithmetic.lerp(c.x(0), c.x(1), c.x(2)));
        table.add("lerpByNumber", TAME_PAIR.andThen(draw -> draw.with("weight", draw.between(-2, 8) / 4.0)),
                c -> FusedArithmetic.lerp(c.x(), c.y(), c.real("weight")));
    }

    private static void addQuestions(Operations table) {
        table.add("logicalAnd", Draws.truthPair(), c -> c.x().logicalAnd(c.y()));
        table.add("logicalOr", Draws.truthPair(), c -> c.x().logicalOr(c.y()));
        table.add("logicalXor", Draws.truthPair(), c -> c.x().logicalXor(c.y()));
        table.add("logicalNot", draw -> draw.input(draw.truths(draw.shapeOrEmpty(0, 4))), c -> c.x().logicalNot());
        table.add("isNan", ANY, c -> c.x().isNan());
        table.add("isInf", ANY, c -> Finiteness.isInf(c.x()));
        table.add("isFinite", ANY, c -> c.x().isFinite());
    }

    private static double exponent(Draw draw) {
        return draw.chance(0.6) ? draw.between(-3, 4) / 2.0 : draw.real(-3, 3);
    }

    /** Two bounds, perhaps equal, perhaps crossed, perhaps one of them missing. */
    private static void bounds(Draw draw) {
        double min = draw.chance(0.2) ? Double.NEGATIVE_INFINITY : draw.between(-4, 2) / 2.0;
        boolean noMax = Double.isFinite(min) && draw.chance(0.2);
        double max = noMax ? Double.POSITIVE_INFINITY : draw.between(-2, 4) / 2.0;
        draw.with("bounds", min, max);
    }
}
