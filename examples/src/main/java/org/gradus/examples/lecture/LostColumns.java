package org.gradus.examples.lecture;

import static org.gradus.core.op.ConvOp.conv1d;

import com.google.common.primitives.Ints;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradus.core.ConvOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.Padding;

/** What happens where (W − F + 2P) is no multiple of the stride: columns that no filter sees, and how to mend it. */
final class LostColumns {

    private static final int LONGEST_LINE = 16;

    private LostColumns() {}

    /**
     * How many positions of the filter see each column. Gradus counts: with a filter of ones, the derivative of the sum of
     * all outputs by a pixel is the number of outputs that the pixel is part of.
     */
    static int[] timesSeen(Window window) {
        return timesSeen(window, 0);
    }

    /** {@link #timesSeen(Window)} with further zeros at the right end alone. */
    static int[] timesSeen(Window window, int extraRight) {
        Tensor x = Tensor.ones(1, 1, window.width()).requiresGrad(true);
        convolve(Padding.pad(x, 2, 0, extraRight), window).sum().backward();
        float[] counts = Objects.requireNonNull(x.grad()).toFloatArray();
        return IntStream.range(0, counts.length).map(i -> (int) counts[i]).toArray();
    }

    private static Tensor convolve(Tensor x, Window window) {
        return conv1d(x, Tensor.ones(1, 1, window.filter()),
                ConvOptions.DEFAULT.withStride(window.stride()).withPadding(window.padding()));
    }

    /** The columns that no filter sees. */
    static int[] unseen(Window window) {
        int[] seen = timesSeen(window);
        return IntStream.range(0, seen.length).filter(column -> seen[column] == 0).toArray();
    }

    /** The least padding at both ends with which the stride divides, if there is one: 2P repeats itself modulo S. */
    static OptionalInt paddingThatDivides(Window window) {
        return IntStream.range(0, window.stride()).filter(p -> window.withPadding(p).remainder() == 0).findFirst();
    }

    /** The least padding at both ends with which every column is seen. */
    static int paddingThatSeesAll(Window window) {
        return IntStream.range(0, window.stride()).filter(p -> unseen(window.withPadding(p)).length == 0).findFirst()
                .orElseThrow();
    }

    static void print(Page page) {
        page.say("""
                The filter stops where it would hang over the edge. If the stride does not divide W − F + 2P, the last
                step is missing and columns at the end may be seen by no filter: whatever is there changes nothing.

                Gradus counts how often each column is seen: with a filter of ones the derivative of the sum of all
                outputs by a pixel is the number of outputs that the pixel is part of.
                """);
        explain(page, new Window(10, 3, 2, 0));
        explain(page, new Window(12, 4, 3, 0));
        explain(page, new Window(224, 11, 4, 0));
    }

    private static void explain(Page page, Window window) {
        page.paragraph("W = %d, F = %d, S = %d, P = %d: %s outputs, %s short of a further one",
                window.width(),
                window.filter(), window.stride(), window.padding(), window.derivation(),
                Page.count(window.stride() - window.remainder(), "column"));
        show(page, window, 0);
        page.say("  lost: column %s", Ints.join(", ", unseen(window)));

        Window mended = window.withPadding(paddingThatSeesAll(window));
        page.paragraph("  Mended by padding %d: every column is seen, %s outputs", mended.padding(),
                mended.derivation());
        show(page, mended, 0);

        paddingThatDivides(window).ifPresentOrElse(
                padding -> page.paragraph("  With padding %d the stride divides: %s", padding,
                        window.withPadding(padding).derivation()),
                () -> page.paragraph(
                        "  The stride never divides: W − F + 2P = %d + 2P is odd for every P, the stride even",
                        window.room()));

        int extra = window.stride() - window.remainder();
        var wider = new Window(window.width() + extra, window.filter(), window.stride(), 0);
        page.paragraph("  Or mended by %s at the right end alone, as if W were %d: %s outputs",
                Page.count(extra, "zero"),
                wider.width(), wider.derivation());
        show(page, window, extra);
    }

    private static void show(Page page, Window window, int extraRight) {
        int[] seen = timesSeen(window, extraRight);
        int from = Math.max(0, seen.length - LONGEST_LINE);
        page.say("  column      %s%s", from > 0 ? "… " : "", line(IntStream.range(from, seen.length)));
        page.say("  times seen  %s%s", from > 0 ? "… " : "",
                line(IntStream.range(from, seen.length).map(c -> seen[c])));
    }

    private static String line(IntStream numbers) {
        return numbers.mapToObj("%3d"::formatted).collect(Collectors.joining(" "));
    }
}
