package org.gradus.examples.lecture;

import static org.gradus.core.op.ConvOp.conv2d;

import com.google.common.base.Strings;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradus.core.ConvOptions;
import org.gradus.core.DType;
import org.gradus.core.Tensor;

/** The patches that a 3×3 filter sees on its walk over a 28×28 image. */
final class PatchWalk {

    static final int SIDE = 28;
    static final int FILTER = 3;

    private PatchWalk() {}

    /** An image [1,1,28,28] whose pixels are numbered 1 to 784, line by line. */
    static Tensor numberedImage() {
        return Tensor.arange(SIDE * SIDE).to(DType.FLOAT32).add(1).reshape(1, 1, SIDE, SIDE);
    }

    /** Every patch [9,H',W']: nine filters that each copy one cell of the patch give its nine pixels. */
    static Tensor patches(Tensor image, int padding) {
        int cells = FILTER * FILTER;
        Tensor cell = Tensor.arange(cells);
        Tensor copiers = cell.unsqueeze(1).eq(cell).to(DType.FLOAT32).reshape(cells, 1, FILTER, FILTER);
        return conv2d(image, copiers, ConvOptions.DEFAULT.withPadding(padding)).select(0, 0);
    }

    static void print(Page page) {
        page.say("""
                A filter of %1$d×%1$d pixels looks at one patch of the image at a time. It starts in the upper left
                corner, moves a pixel to the right until it reaches the border, then a pixel down and back to the left.

                To see where a patch comes from, let every pixel of the %2$d×%2$d image hold its own number, 1 to %3$d.
                conv2d itself takes the patches: %4$d filters, each 1 in one cell and 0 in the others, copy the %4$d
                pixels of a patch.
                """, FILTER, SIDE, SIDE * SIDE, FILTER * FILTER);
        walk(page, 0);
        walk(page, 1);
    }

    private static void walk(Page page, int padding) {
        Tensor patches = patches(numberedImage(), padding);
        int rows = patches.size(1);
        int columns = patches.size(2);
        page.paragraph("Padding %d", padding);
        page.say("  positions in a row: (W − F + 2P)/S + 1 = %s", new Window(SIDE, FILTER, 1, padding).derivation());
        page.say("  conv2d gives an output of %d×%d: the filter takes %d·%d = %d positions", rows, columns, rows,
                columns,
                rows * columns);
        if (padding > 0) {
            page.say("  the zeros of the padding let it stand on the border too: the output is as large as the image");
        }
        page.paragraph("%s", sideBySide(patches, List.of(new int[]{0, 0}, new int[]{0, 1}, new int[]{0, columns - 1},
                new int[]{1, 0}, new int[]{rows - 1, columns - 1})));
    }

    /** Some patches next to each other, each under its position. */
    private static String sideBySide(Tensor patches, List<int[]> positions) {
        int width = 5 * FILTER;
        String header = positions.stream()
                .map(at -> Strings.padStart(String.format("at (%d,%d)", at[0], at[1]), width, ' '))
                .collect(Collectors.joining("   "));
        String lines = IntStream.range(0, FILTER)
                .mapToObj(r -> positions.stream().map(at -> line(patches, at, r)).collect(Collectors.joining("   ")))
                .collect(Collectors.joining(System.lineSeparator()));
        return header + System.lineSeparator() + lines;
    }

    private static String line(Tensor patches, int[] at, int row) {
        return IntStream.range(0, FILTER)
                .mapToObj(column -> String.format("%5.0f", patches.get(row * FILTER + column, at[0], at[1])))
                .collect(Collectors.joining());
    }
}
