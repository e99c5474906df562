package org.gradus.core.gradcheck.table;

import static org.gradus.core.gradcheck.table.Input.awayFromZero;
import static org.gradus.core.gradcheck.table.Input.between;
import static org.gradus.core.gradcheck.table.Input.labels;
import static org.gradus.core.gradcheck.table.Input.normal;
import static org.gradus.core.gradcheck.table.Input.positive;
import static org.gradus.core.gradcheck.table.OpRow.row;
import static org.gradus.core.gradcheck.table.OpRow.rowOf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.gradus.core.Tensor;
import org.gradus.core.op.AcosOp;
import org.gradus.core.op.AcoshOp;
import org.gradus.core.op.AsinOp;
import org.gradus.core.op.AsinhOp;
import org.gradus.core.op.Atan2Op;
import org.gradus.core.op.AtanOp;
import org.gradus.core.op.AtanhOp;
import org.gradus.core.op.ClampOp;
import org.gradus.core.op.CoshOp;
import org.gradus.core.op.ErfOp;
import org.gradus.core.op.ErfcOp;
import org.gradus.core.op.Exp2Op;
import org.gradus.core.op.FmodOp;
import org.gradus.core.op.FusedArithmetic;
import org.gradus.core.op.GateOp;
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

/** Mathematical functions of every element, or of the elements of several tensors. */
final class FunctionRows {

    private static final double[] WHOLE = {-2, -1, 0, 1, 2};
    private static final double[] HALVES = {-1.5, -0.5, 0.5, 1.5};

    private FunctionRows() {}

    static List<OpRow> rows() {
        List<OpRow> rows = new ArrayList<>(List.of(
                row("abs", Tensor::abs, awayFromZero("n")),
                row("sign", Tensor::sign, awayFromZero("n")),
                row("floor", Tensor::floor, between(-2.5, 2.5, "n", WHOLE)),
                row("ceil", Tensor::ceil, between(-2.5, 2.5, "n", WHOLE)),
                row("round", Tensor::round, between(-2, 2, "n", HALVES)),
                row("trunc", TruncOp::trunc, between(-2.5, 2.5, "n", WHOLE)),
                row("expm1", Tensor::expm1, normal("n")).smooth(),
                row("log1p", Tensor::log1p, positive("n")).smooth(),
                row("log2", Log2Op::log2, positive("n")).smooth(),
                row("log10", Log10Op::log10, positive("n")).smooth(),
                row("exp2", Exp2Op::exp2, normal("n")).smooth(),
                row("sqrt", Tensor::sqrt, positive("n")).smooth(),
                row("rsqrt", Tensor::rsqrt, positive("n")).smooth(),
                row("square", Tensor::square, normal("n")).smooth(),
                row("reciprocal", Tensor::reciprocal, positive("n")).smooth(),
                row("sin", Tensor::sin, normal("n")).smooth(),
                row("cos", Tensor::cos, normal("n")).smooth(),
                row("tan", TanOp::tan, between(-1, 1, "n")).smooth(),
                row("asin", AsinOp::asin, between(-0.8, 0.8, "n")).smooth(),
                row("acos", AcosOp::acos, between(-0.8, 0.8, "n")).smooth(),
                row("atan", AtanOp::atan, normal("n")).smooth(),
                row("sinh", SinhOp::sinh, normal("n")).smooth(),
                row("cosh", CoshOp::cosh, normal("n")).smooth(),
                row("asinh", AsinhOp::asinh, normal("n")).smooth(),
                row("acosh", AcoshOp::acosh, between(1.2, 3, "n")).smooth(),
                row("atanh", AtanhOp::atanh, between(-0.8, 0.8, "n")).smooth(),
                row("erf", ErfOp::erf, normal("n")).smooth(),
                row("erfc", ErfcOp::erfc, normal("n")).smooth(),
                row("clamp", x -> x.clamp(-0.5, 1), between(-2, 2, "n", -0.5, 1)),
                row("clampMin", x -> ClampOp.clampMin(x, 0.25), between(-2, 2, "n", 0.25)),
                row("clampMax", x -> ClampOp.clampMax(x, 0.25), between(-2, 2, "n", 0.25)),
                row("gate", new GateOp(-0.5, 1)::apply, normal("n"), between(-2, 2, "n", -0.5, 1)),
                row("gate, broadcast", new GateOp(-0.5, 1)::apply, normal("n,3"), between(-2, 2, "n,1", -0.5, 1)),
                row("x³", x -> x.pow(3), normal("n")).smooth(),
                row("x²", x -> x.pow(2), normal("n")).smooth(),
                row("x¹", x -> x.pow(1), normal("n")).smooth(),
                row("x⁰", x -> x.pow(0), normal("n")),
                row("1/x²", x -> x.pow(-2), positive("n")).smooth(),
                row("x to the power of 0.3", x -> x.pow(0.3), positive("n")).smooth(),
                row("2.5 to the power of x", x -> PowOp.pow(2.5, x), normal("n")).smooth(),
                row("lerp by 0.3", (a, b) -> FusedArithmetic.lerp(a, b, 0.3), normal("n"), normal("n")).terms(2),
                row("lerp by 0.8", (a, b) -> FusedArithmetic.lerp(a, b, 0.8), normal("n,3"), normal("3")).terms(2),
                rowOf("lerp", in -> FusedArithmetic.lerp(in.get(0), in.get(1), in.get(2)), normal("n,3"), normal("3"),
                        between(0, 1, "n,1", 0.5)).terms(2),
                rowOf("addcmul", in -> FusedArithmetic.addcmul(in.get(0), in.get(1), in.get(2)), normal("n"),
                        normal("n"), normal("n")).terms(2),
                rowOf("addcdiv", in -> FusedArithmetic.addcdiv(in.get(0), in.get(1), in.get(2)), normal("n,3"),
                        normal("3"), positive("n,1")).terms(2)));
        for (String[] shapes : new String[][]{{"n", "n"}, {"n,3", "3"}, {"1,3", "n,1"}, {"", "n"}, {"n", ""}}) {
            binary(rows, "pow", Tensor::pow, positive(shapes[0]), normal(shapes[1]));
            binary(rows, "atan2", Atan2Op::atan2, awayFromZero(shapes[0]), awayFromZero(shapes[1]));
            binary(rows, "maximum", Tensor::maximum, normal(shapes[0]), normal(shapes[1]));
            binary(rows, "minimum", Tensor::minimum, normal(shapes[0]), normal(shapes[1]));
            binary(rows, "fmod", FmodOp::fmod, between(-0.9, 0.9, shapes[0], 0), between(0.3, 0.4, shapes[1]));
            binary(rows, "remainder", RemainderOp::remainder, between(-0.29, 0.29, shapes[0], 0),
                    between(-0.4, -0.3, shapes[1]));
            binary(rows, "logaddexp", LogaddexpOp::logaddexp, normal(shapes[0]), normal(shapes[1]));
            binary(rows, "xlogy", XlogyOp::xlogy, normal(shapes[0]), positive(shapes[1]));
        }
        for (String[] shapes : new String[][]{{"n", "n", "n"}, {"n,1", "3", "n,3"}, {"n,3", "n,1", "1,3"},
                {"", "n", "n"}, {"n", "", ""}}) {
            rows.add(rowOf("where [%s] [%s] [%s]".formatted((Object[]) shapes),
                    in -> WhereOp.where(in.get(0).eq(1), in.get(1), in.get(2)), labels(2, shapes[0]),
                    normal(shapes[1]), normal(shapes[2])));
        }
        rows.add(row("where or a number", x -> WhereOp.where(x.gt(0), x.exp(), 3), awayFromZero("n")));
        rows.add(row("a number or where", x -> WhereOp.where(x.gt(0), 3, x.exp()), awayFromZero("n")));
        return rows;
    }

    private static void binary(List<OpRow> rows, String name, BinaryOperator<Tensor> function, Input a, Input b) {
        rows.add(row("%s [%s] [%s]".formatted(name, a.shape(), b.shape()), function, a, b));
    }
}
