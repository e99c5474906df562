package org.gradus.core.gradcheck.table;

import static org.gradus.core.gradcheck.table.Input.distinct;
import static org.gradus.core.gradcheck.table.Input.normal;
import static org.gradus.core.gradcheck.table.OpRow.row;
import static org.gradus.core.gradcheck.table.OpRow.rowOf;

import com.google.common.base.Joiner;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradus.core.Conv2dOptions;
import org.gradus.core.DType;
import org.gradus.core.Node;
import org.gradus.core.Pool2dOptions;
import org.gradus.core.Shape;
import org.gradus.core.Size2d;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.Winners;
import org.gradus.core.op.Conv2dInputGradOp;
import org.gradus.core.op.Conv2dKernelGradOp;
import org.gradus.core.op.Conv2dOp;
import org.gradus.core.op.MaxPool2dOp;
import org.gradus.core.op.MaxPool2dPutOp;

/** Windows sliding over images: convolutions and max-pools. */
final class WindowRows {

    private WindowRows() {}

    static List<OpRow> rows() {
        List<OpRow> rows = new ArrayList<>();
        Conv2dOptions plain = Conv2dOptions.DEFAULT;
        conv(rows, "2,2,4,5", "3,2,3,2", plain);
        conv(rows, "1,1,3,3", "1,1,3,3", plain.withPadding(1));
        conv(rows, "2,2,5,5", "2,2,2,2", plain.withStride(2));
        conv(rows, "1,2,5,4", "2,2,3,3", plain.withStride(new Size2d(2, 1)).withPadding(new Size2d(0, 2)));
        conv(rows, "1,2,6,5", "2,2,2,3", plain.withDilation(2).withPadding(1));
        conv(rows, "1,1,6,5", "2,1,2,3", plain.withDilation(new Size2d(3, 1)).withStride(new Size2d(1, 2)));
        conv(rows, "1,4,4,4", "6,2,3,3", plain.withGroups(2).withPadding(1));
        conv(rows, "2,3,4,3", "6,1,2,2", plain.withGroups(3));
        conv(rows, "1,4,5,6", "4,2,3,2", new Conv2dOptions(Size2d.of(2), Size2d.of(2), Size2d.of(2), 2));
        conv(rows, "1,1,1,1", "1,1,1,1", plain);
        conv(rows, "1,1,1,1", "2,1,3,3", plain.withPadding(1));
        conv(rows, "2,3,4,4", "2,3,1,1", plain);
        conv(rows, "1,1,2,13", "1,1,1,6", plain);
        conv(rows, "0,2,4,4", "3,2,3,3", plain);
        rows.add(conv2d("conv2d, n images", "n,1,3,3", "2,1,2,2", plain).terms(n -> 4 * n + 4));
        rows.add(conv2d("conv2d, n channels", "1,n,3,3", "2,n,2,2", plain).notEmpty().terms(n -> 4 * n));
        rows.add(conv2d("conv2d, n filters", "1,2,3,3", "n,2,2,2", plain).notEmpty().terms(n -> 4 * n + 8));
        rows.add(conv2d("conv2d, n columns", "1,2,2,n", "2,2,1,1", plain).notEmpty().terms(n -> 2 * n + 2));
        rows.add(
                row("conv2d of x by x", x -> Conv2dOp.conv2d(x, x, plain.withPadding(1)), normal("2,2,3,3")).terms(36));
        Pool2dOptions two = Pool2dOptions.kernel(2);
        Pool2dOptions three = Pool2dOptions.kernel(3);
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
                Pool2dOptions.kernel(new Size2d(1, 3)).withStride(new Size2d(2, 1)).withPadding(new Size2d(0, 1)));
        pool(rows, "1,1,1,1", Pool2dOptions.kernel(1));
        pool(rows, "1,1,2,2", three.withPadding(1));
        pool(rows, "0,2,4,4", two);
        rows.add(row("maxPool2d, n images", x -> MaxPool2dOp.maxPool2d(x, two), distinct("n,1,4,4")));
        return rows;
    }

    private static void conv(List<OpRow> rows, String x, String weight, Conv2dOptions options) {
        Shape filters = shape(weight);
        Shape out = Conv2dOp.conv2d(Tensor.full(shape(x), 0, DType.FLOAT64), Tensor.full(filters, 0, DType.FLOAT64),
                options).shape();
        String y = "%d,%d,%d,%d".formatted(out.size(0), out.size(1), out.size(2), out.size(3));
        String what = " [%s] [%s] %s".formatted(x, weight, options);
        int cells = filters.size(2) * filters.size(3);
        int terms = filters.size(1) * cells + out.size(0) * out.size(2) * out.size(3)
                + filters.size(0) / options.groups() * cells;
        rows.add(conv2d("conv2d" + what, x, weight, options).terms(terms));
        rows.add(rowOf("conv2d with bias" + what, in -> Conv2dOp.conv2d(in.get(0), in.get(1), in.get(2), options),
                normal(x), normal(weight), normal("" + filters.size(0))).terms(terms));
        rows.add(row("conv2dInputGrad" + what, new Conv2dInputGradOp(options, shape(x))::apply, normal(y),
                normal(weight))
                .terms(terms));
        rows.add(row("conv2dKernelGrad" + what, new Conv2dKernelGradOp(options, shape(weight))::apply, normal(x),
                normal(y))
                .terms(terms));
    }

    private static OpRow conv2d(String name, String x, String weight, Conv2dOptions options) {
        return row(name, (image, filter) -> Conv2dOp.conv2d(image, filter, options), normal(x), normal(weight));
    }

    private static void pool(List<OpRow> rows, String shape, Pool2dOptions options) {
        String what = " [%s] %s".formatted(shape, options);
        rows.add(row("maxPool2d" + what, x -> MaxPool2dOp.maxPool2d(x, options), distinct(shape)));
        String pooled = Joiner.on(',').join(
                Ints.asList(MaxPool2dOp.maxPool2d(Tensor.zeros(shape(shape).toArray()), options).shape().toArray()));
        rows.add(row("maxPool2dPut" + what, (g, image) -> new MaxPool2dPutOp(winners(image, options)).apply(g),
                normal(pooled), distinct(shape)).terms(options.kernel().height() * options.kernel().width()));
    }

    /** Where the winners of an image are; by the image itself there is nothing to differentiate. */
    private static Winners winners(Tensor image, Pool2dOptions options) {
        Node pool = MaxPool2dOp.maxPool2d(image.detach().requiresGrad(true), options).node();
        return ((MaxPool2dOp) pool.op()).winners();
    }

    private static Shape shape(String sizes) {
        return Shape.of(Arrays.stream(sizes.split(",")).mapToInt(Integer::parseInt).toArray());
    }
}
