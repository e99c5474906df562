package org.gradus.core.gradcheck.table;

import static org.gradus.core.gradcheck.table.Input.awayFromZero;
import static org.gradus.core.gradcheck.table.Input.normal;
import static org.gradus.core.gradcheck.table.Input.positive;
import static org.gradus.core.gradcheck.table.OpRow.row;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.Checkpoint;
import org.gradus.core.DType;
import org.gradus.core.Tensor;
import org.gradus.core.op.CustomVjpOp;
import org.gradus.core.op.WherePositiveOp;

/** Functions of every element, and of two tensors in every way of broadcasting. */
final class ElementwiseRows {

    private static final String[][] BROADCASTS = {
            {"n", "n"}, {"", "n"}, {"n", ""}, {"", ""}, {"1", "n"}, {"n", "1"}, {"1,1,1", "n"}, {"2,n,3", "2,n,3"},
            {"n,3", "3"}, {"3", "n,3"}, {"3,n", "n"}, {"n,3", "n,1"}, {"n,1", "n,3"}, {"n,1", "1,3"}, {"1,3", "n,1"},
            {"2,n,3", "n,1"}, {"2,n,3", "2,1,3"}, {"2,1,3", "n,1"}, {"2,1,n", "2,3,1"}, {"1,n", "2,3,n"},
            {"2,1,2,1", "1,n,1,3"}};

    private ElementwiseRows() {}

    static List<OpRow> rows() {
        List<OpRow> rows = new ArrayList<>(List.of(
                row("neg", Tensor::neg, normal("n")),
                row("exp", Tensor::exp, normal("n")),
                row("log", Tensor::log, positive("n")),
                row("tanh", Tensor::tanh, normal("n")),
                row("sigmoid", Tensor::sigmoid, normal("n")),
                row("relu", Tensor::relu, awayFromZero("n")),
                row("exp of a scalar", Tensor::exp, normal("")),
                row("sigmoid of 3 dimensions", Tensor::sigmoid, normal("2,n,3")),
                row("wherePositive", new WherePositiveOp()::apply, normal("n"), awayFromZero("n")),
                row("wherePositive, broadcast", new WherePositiveOp()::apply, normal("n,3"), awayFromZero("n,1")),
                row("x + 2.5", x -> x.add(2.5), normal("n")),
                row("x − 2.5", x -> x.sub(2.5), normal("n")),
                row("2.5·x", x -> x.mul(2.5), normal("n")),
                row("x / 2.5", x -> x.div(2.5), normal("n")),
                row("x·x", x -> x.mul(x), normal("n")),
                row("x / (x + x)", x -> x.div(x.add(x)), positive("n")),
                row("there and back to the other precision", ElementwiseRows::thereAndBack, normal("n")),
                row("customVjp, x³ by a rule of its own", x -> CustomVjpOp.customVjp(in -> cube(in.get(0)),
                        (_, u, _, in) -> u.mul(in.get(0)).mul(in.get(0)).mul(3), x), normal("n")),
                row("x³, computed again on the way back", x -> Checkpoint.checkpoint(ElementwiseRows::cube, x),
                        normal("n"))));
        for (String[] shapes : BROADCASTS) {
            String what = " [%s] [%s]".formatted(shapes[0], shapes[1]);
            rows.add(row("add" + what, Tensor::add, normal(shapes[0]), normal(shapes[1])));
            rows.add(row("sub" + what, Tensor::sub, normal(shapes[0]), normal(shapes[1])));
            rows.add(row("mul" + what, Tensor::mul, normal(shapes[0]), normal(shapes[1])));
            rows.add(row("div" + what, Tensor::div, normal(shapes[0]), positive(shapes[1])));
        }
        return rows;
    }

    private static Tensor cube(Tensor x) {
        return x.mul(x).mul(x);
    }

    private static Tensor thereAndBack(Tensor x) {
        return x.to(x.dtype() == DType.FLOAT64 ? DType.FLOAT32 : DType.FLOAT64).to(x.dtype());
    }
}
