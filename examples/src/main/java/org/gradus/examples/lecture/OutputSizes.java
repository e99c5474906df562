package org.gradus.examples.lecture;

import com.google.common.collect.ImmutableList;
import org.gradus.examples.console.TextTable;

/** The formula for the output's size, compared with what convolution and pooling give. */
final class OutputSizes {

    static final ImmutableList<Window> CONVOLUTIONS = ImmutableList.of(new Window(28, 3, 1, 0), new Window(28, 3, 1, 1),
            new Window(28, 5, 1, 0), new Window(32, 5, 1, 2), new Window(5, 3, 1, 1), new Window(5, 3, 2, 1),
            new Window(7, 3, 1, 0), new Window(7, 3, 2, 0), new Window(11, 5, 2, 0), new Window(224, 3, 1, 1),
            new Window(227, 11, 4, 0));
    static final ImmutableList<Window> POOLS = ImmutableList.of(new Window(24, 2, 2, 0), new Window(8, 2, 2, 0),
            new Window(224, 2, 2, 0), new Window(55, 3, 2, 0), new Window(27, 3, 2, 0), new Window(13, 3, 2, 1));

    private OutputSizes() {}

    static void print(Page page) {
        page.say("""
                An image W pixels wide, a filter F pixels wide, stride S, P zeros of padding at either end:
                the filter's left edge moves from 0 to W − F + 2P in steps of S, so the output is

                  W₂ = (W − F + 2P)/S + 1

                pixels wide. A pool's window moves in the same way. The formula against running it:
                """);
        page.paragraph("%s", table("conv2d", CONVOLUTIONS));
        page.paragraph("%s", table("maxPool2d", POOLS));
    }

    private static TextTable table(String op, ImmutableList<Window> windows) {
        boolean pool = windows == POOLS;
        var table = new TextTable(0, "W", "F", "S", "P", "(W − F + 2P)/S + 1", op + " gives");
        for (Window window : windows) {
            table.row(window.width(), window.filter(), window.stride(), window.padding(), window.derivation(),
                    pool ? window.pooled() : window.convolved());
        }
        return table;
    }
}
