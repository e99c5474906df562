package org.gradus.core.gradcheck.table;

import static org.gradus.core.gradcheck.table.Input.distinct;
import static org.gradus.core.gradcheck.table.Input.normal;
import static org.gradus.core.gradcheck.table.Input.shape;
import static org.gradus.core.gradcheck.table.Input.text;
import static org.gradus.core.gradcheck.table.OpRow.row;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.MaxPoolOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.MaxPool2dOp;
import org.gradus.core.op.MaxPool2dPutOp;

/** Windows sliding over images: max-pools. */
final class WindowRows {

    private WindowRows() {}

    static List<OpRow> rows() {
        List<OpRow> rows = new ArrayList<>();
        MaxPoolOptions two = MaxPoolOptions.kernel(2);
        MaxPoolOptions three = MaxPoolOptions.kernel(3);
        pool(rows, "2,2,4,6", two);
        pool(rows, "1,1,5,5", two);
        pool(rows, "1,1,5,5", two.withCeilMode(true));
        pool(rows, "1,2,5,6", three.withStride(1));
        pool(rows, "1,1,6,7", three.withStride(2));
        pool(rows, "1,1,6,7", three.withStride(2).withCeilMode(true));
        pool(rows, "1,2,4,4", three.withStride(2).withPadding(1));
        pool(rows, "1,1,4,5", three.withStride(2).withPadding(1).withCeilMode(true));
        pool(rows, "1,1,6,6", two.withStride(1).withDilation(2));
        pool(rows, "1,1,5,7",
                MaxPoolOptions.kernel(1, 3).withStride(2, 1).withPadding(0, 1));
        pool(rows, "1,1,1,1", MaxPoolOptions.kernel(1));
        pool(rows, "1,1,2,2", three.withPadding(1));
        pool(rows, "0,2,4,4", two);
        rows.add(row("maxPool2d, n images", x -> MaxPool2dOp.maxPool2d(x, two), distinct("n,1,4,4")));
        return rows;
    }

    private static void pool(List<OpRow> rows, String shape, MaxPoolOptions options) {
        String what = " [%s] %s".formatted(shape, options);
        rows.add(row("maxPool2d" + what, x -> MaxPool2dOp.maxPool2d(x, options), distinct(shape)));
        String pooled = text(MaxPool2dOp.maxPool2d(Tensor.zeros(shape(shape).toArray()), options).shape());
        rows.add(row("maxPool2dPut" + what,
                (g, image) -> new MaxPool2dPutOp(MaxPool2dOp.winners(image, options)).apply(g),
                normal(pooled), distinct(shape)).terms(options.kernel().along(0) * options.kernel().along(1)));
    }
}
