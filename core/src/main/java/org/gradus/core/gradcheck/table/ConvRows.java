package org.gradus.core.gradcheck.table;

import static org.gradus.core.gradcheck.table.Input.normal;
import static org.gradus.core.gradcheck.table.Input.shape;
import static org.gradus.core.gradcheck.table.Input.text;
import static org.gradus.core.gradcheck.table.OpRow.row;
import static org.gradus.core.gradcheck.table.OpRow.rowOf;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.AutoPadding;
import org.gradus.core.ConvOptions;
import org.gradus.core.ConvTransposeOptions;
import org.gradus.core.PerAxis;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.UnfoldOptions;
import org.gradus.core.op.ConvKernelGradOp;
import org.gradus.core.op.ConvOp;
import org.gradus.core.op.ConvReluOp;
import org.gradus.core.op.ConvTransposeOp;
import org.gradus.core.op.Convolution;
import org.gradus.core.op.Unfolding;

/** Filters sliding over lines, images and volumes: convolutions, their transposes, and the windows alone. */
final class ConvRows {

    private ConvRows() {}

    static List<OpRow> rows() {
        List<OpRow> rows = new ArrayList<>();
        images(rows);
        linesAndVolumes(rows);
        transposed(rows);
        windows(rows);
        return rows;
    }

    private static void images(List<OpRow> rows) {
        ConvOptions plain = ConvOptions.DEFAULT;
        conv(rows, "2,2,4,5", "3,2,3,2", plain);
        conv(rows, "1,1,3,3", "1,1,3,3", plain.withPadding(1));
        conv(rows, "2,2,5,5", "2,2,2,2", plain.withStride(2));
        conv(rows, "1,2,5,4", "2,2,3,3", plain.withStride(2, 1).withPadding(0, 2));
        conv(rows, "1,2,6,5", "2,2,2,3", plain.withDilation(2).withPadding(1));
        conv(rows, "1,1,6,5", "2,1,2,3", plain.withDilation(3, 1).withStride(1, 2));
        conv(rows, "1,4,4,4", "6,2,3,3", plain.withGroups(2).withPadding(1));
        conv(rows, "2,3,4,3", "6,1,2,2", plain.withGroups(3));
        conv(rows, "1,4,5,6", "4,2,3,2", new ConvOptions(PerAxis.of(2), PerAxis.of(2), PerAxis.of(2), 2));
        conv(rows, "1,1,1,1", "1,1,1,1", plain);
        conv(rows, "1,1,1,1", "2,1,3,3", plain.withPadding(1));
        conv(rows, "2,3,4,4", "2,3,1,1", plain);
        conv(rows, "1,1,2,13", "1,1,1,6", plain);
        conv(rows, "0,2,4,4", "3,2,3,3", plain);
        conv(rows, "1,2,3,4", "2,2,3,2", plain.withPadding(AutoPadding.SAME));
        conv(rows, "1,1,4,5", "2,1,2,4", plain.withPadding(AutoPadding.SAME).withDilation(3, 1));
        conv(rows, "1,1,3,4", "1,1,2,3", plain.withPadding(AutoPadding.VALID));
        rows.add(conv("conv2d, n images", "n,1,3,3", "2,1,2,2", plain).terms(n -> 4 * n + 4));
        rows.add(conv("conv2d, n channels", "1,n,3,3", "2,n,2,2", plain).notEmpty().terms(n -> 4 * n));
        rows.add(conv("conv2d, n filters", "1,2,3,3", "n,2,2,2", plain).notEmpty().terms(n -> 4 * n + 8));
        rows.add(conv("conv2d, n columns", "1,2,2,n", "2,2,1,1", plain).notEmpty().terms(n -> 2 * n + 2));
        rows.add(
                row("conv2d of x by x", x -> ConvOp.conv2d(x, x, plain.withPadding(1)), normal("2,2,3,3")).terms(36));
        rows.add(rowOf("conv2d of a single image",
                in -> ConvOp.conv2d(in.get(0), in.get(1), in.get(2), plain.withPadding(1)), normal("2,3,4"),
                normal("3,2,2,3"), normal("3")).terms(24));
    }

    private static void linesAndVolumes(List<OpRow> rows) {
        ConvOptions plain = ConvOptions.DEFAULT;
        conv(rows, "2,2,7", "3,2,3", plain);
        conv(rows, "1,4,9", "2,2,3", plain.withStride(2).withPadding(3).withDilation(2).withGroups(2));
        conv(rows, "1,2,5", "3,2,1", plain);
        conv(rows, "1,1,1", "1,1,1", plain.withStride(3));
        conv(rows, "0,2,4", "3,2,3", plain);
        conv(rows, "1,2,6", "2,2,4", plain.withPadding(AutoPadding.SAME));
        rows.add(conv("conv1d, n long", "1,2,n", "3,2,1", plain).notEmpty().terms(n -> 2 * n + 3));
        rows.add(row("conv1d of a single line", ConvOp::conv1d, normal("2,5"), normal("3,2,2")).terms(12));
        conv(rows, "1,2,3,4,3", "2,2,2,3,2", plain);
        conv(rows, "2,1,3,3,2", "1,1,2,2,1", plain.withPadding(1));
        conv(rows, "1,2,4,3,5", "2,1,2,1,3", plain.withStride(2, 1, 3).withPadding(1, 0, 2).withDilation(3, 2, 1)
                .withGroups(2));
        conv(rows, "1,2,2,2,3", "3,2,1,1,1", plain);
        conv(rows, "0,2,2,2,2", "2,2,2,2,2", plain);
        conv(rows, "1,1,2,3,2", "1,1,2,3,4", plain.withPadding(AutoPadding.SAME));
        rows.add(row("conv3d of a single volume", ConvOp::conv3d, normal("1,3,2,3"), normal("2,1,2,2,2")).terms(16));
    }

    private static void transposed(List<OpRow> rows) {
        ConvTransposeOptions plain = ConvTransposeOptions.DEFAULT;
        transposed(rows, "2,2,5", "2,3,3", plain);
        transposed(rows, "1,4,3", "4,2,3", plain.withStride(3).withPadding(1).withOutputPadding(2).withGroups(2));
        transposed(rows, "2,3,2,3", "3,2,2,3", plain);
        transposed(rows, "1,2,3,2", "2,1,3,3", plain.withStride(2).withPadding(1).withOutputPadding(1));
        transposed(rows, "1,2,2,3", "2,2,2,2", plain.withDilation(3, 1).withOutputPadding(2, 0));
        transposed(rows, "1,1,3,2", "1,1,1,1", plain.withDilation(2).withOutputPadding(1));
        transposed(rows, "1,4,3,3", "4,1,2,3", plain.withStride(1, 3).withPadding(1, 0).withGroups(4));
        transposed(rows, "0,2,3,3", "2,3,2,2", plain.withStride(2));
        transposed(rows, "1,2,2,1,2", "2,2,2,3,1", plain.withStride(2, 1, 3).withOutputPadding(1, 0, 2));
        rows.add(row("convTranspose2d of a single image", ConvTransposeOp::convTranspose2d, normal("2,3,2"),
                normal("2,3,2,2")).terms(12));
        rows.add(row("convTranspose2d, n columns", ConvTransposeOp::convTranspose2d, normal("1,2,2,n"),
                normal("2,2,2,2")).notEmpty().terms(n -> 4 * n + 8));
    }

    private static void windows(List<OpRow> rows) {
        UnfoldOptions two = UnfoldOptions.kernel(2);
        windows(rows, "2,2,3,4", two);
        windows(rows, "1,2,4,3", UnfoldOptions.kernel(3, 2).withPadding(1, 0));
        windows(rows, "1,1,5,6", two.withStride(3, 1).withDilation(1, 3).withPadding(0, 1));
        windows(rows, "1,1,4,5", UnfoldOptions.kernel(1).withStride(2));
        windows(rows, "0,2,3,3", two);
        rows.add(row("unfold of a single image", x -> Unfolding.unfold(x, two), normal("2,3,3")).terms(4));
        rows.add(row("fold to a single image", x -> Unfolding.fold(x, PerAxis.of(3), two), normal("8,4")).terms(4));
        rows.add(row("unfold of n images", x -> Unfolding.unfold(x, two), normal("n,1,2,3")).terms(4));
        rows.add(row("unfold of columns", x -> x.unfold(1, 3, 2), normal("n,6")).terms(2));
        rows.add(row("unfold of rows", x -> x.unfold(0, 2, 1), normal("4,n")).terms(2));
        rows.add(row("unfold in the middle", x -> x.unfold(-2, 2, 3), normal("2,5,n")));
        rows.add(row("unfold into empty windows", x -> x.unfold(0, 0, 2), normal("n")));
    }

    private static void conv(List<OpRow> rows, String x, String weight, ConvOptions options) {
        Shape filters = shape(weight);
        var sizes = Convolution.of(options, shape(x), filters);
        Shape y = ConvOp.conv(Tensor.zeros(shape(x).toArray()), Tensor.zeros(filters.toArray()), null, options).shape();
        String what = "%dd [%s] [%s] %s".formatted(filters.rank() - 2, x, weight, options);
        int cells = filters.numel(2, filters.rank());
        int terms = filters.size(1) * cells + y.size(0) * y.numel(2, y.rank())
                + filters.size(0) / options.groups() * cells;
        rows.add(conv("conv" + what, x, weight, options).terms(terms));
        rows.add(rowOf("conv with bias" + what, in -> ConvOp.conv(in.get(0), in.get(1), in.get(2), options), normal(x),
                normal(weight),
                normal("" + filters.size(0))).terms(terms));
        rows.add(rowOf("convRelu" + what,
                in -> ConvReluOp.convRelu(in.get(0), in.get(1), in.get(2), options), normal(x), normal(weight),
                normal("" + filters.size(0))).terms(terms));
        rows.add(row("transpose of conv" + what, new ConvTransposeOp(sizes)::apply, normal(text(y)), normal(weight))
                .terms(terms));
        rows.add(row("kernelGrad of conv" + what, new ConvKernelGradOp(sizes)::apply, normal(x), normal(text(y)))
                .terms(terms));
    }

    private static OpRow conv(String name, String x, String weight, ConvOptions options) {
        return row(name, (image, filter) -> ConvOp.conv(image, filter, null, options), normal(x), normal(weight));
    }

    private static void transposed(List<OpRow> rows, String x, String weight, ConvTransposeOptions options) {
        Shape filters = shape(weight);
        int cells = filters.numel(2, filters.rank());
        int terms = filters.size(0) / options.groups() * cells + filters.size(1) * cells
                + shape(x).size(0) * shape(x).numel(2, filters.rank()) * cells;
        String what = "%dd [%s] [%s] %s".formatted(filters.rank() - 2, x, weight, options);
        rows.add(row("convTranspose" + what,
                (image, filter) -> ConvTransposeOp.convTranspose(image, filter, null, options), normal(x),
                normal(weight)).terms(terms));
        rows.add(rowOf("convTranspose with bias" + what,
                in -> ConvTransposeOp.convTranspose(in.get(0), in.get(1), in.get(2), options), normal(x),
                normal(weight), normal("" + filters.size(1) * options.groups())).terms(terms));
    }

    private static void windows(List<OpRow> rows, String image, UnfoldOptions options) {
        Shape size = shape(image);
        String what = " [%s] %s".formatted(image, options);
        String unfolded = text(Unfolding.unfold(Tensor.zeros(size.toArray()), options).shape());
        int cells = options.kernel().along(0) * options.kernel().along(1);
        rows.add(row("unfold" + what, x -> Unfolding.unfold(x, options), normal(image)).terms(cells));
        rows.add(row("fold" + what, x -> Unfolding.fold(x, PerAxis.of(size.size(2), size.size(3)), options),
                normal(unfolded)).terms(cells));
    }
}
