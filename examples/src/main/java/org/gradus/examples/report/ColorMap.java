package org.gradus.examples.report;

/** Colours for numbers from 0 to 1, by straight lines between a few of them. */
enum ColorMap {

    /** Black to white. */
    GREY(0x000000, 0xffffff),

    /** White to dark blue: how much there is of something. */
    BLUES(0xffffff, 0xcfe1f2, 0x93c3df, 0x4a97c9, 0x1764ab, 0x08306b),

    /** Dark violet over blue and green to yellow, growing lighter all the way. */
    HEIGHT(0x2c115f, 0x3b2f80, 0x345f8d, 0x25838e, 0x1fa187, 0x59c369, 0xb5dd3a, 0xfde636),

    /** Black over red and yellow to white: where something is hot. */
    HEAT(0x000000, 0x5a0f14, 0xb5281a, 0xee7a1c, 0xfbc64a, 0xffffff),

    /** Blue for less than ½, white in the middle, red for more: numbers with a sign. */
    SIGNED(0x053061, 0x3a87bd, 0xa8d0e4, 0xffffff, 0xf6b799, 0xc9433f, 0x67001f);

    private final int[] colors;

    ColorMap(int... colors) {
        this.colors = colors;
    }

    /** 0xRRGGBB; below 0 and above 1 as at the ends, and grey for NaN. */
    int rgb(double value) {
        if (Double.isNaN(value)) {
            return 0xb0b0b0;
        }
        double place = Math.clamp(value, 0, 1) * (colors.length - 1);
        int below = Math.min((int) place, colors.length - 2);
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = colors[below] >> shift & 0xff;
            int to = colors[below + 1] >> shift & 0xff;
            rgb |= (int) Math.round(from + (place - below) * (to - from)) << shift;
        }
        return rgb;
    }

    /** As style sheets write it, {@code #1f77b4}. */
    String css(double value) {
        return "#%06x".formatted(rgb(value));
    }
}
