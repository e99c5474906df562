package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Joiner;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;

/**
 * How far a layer pads each side: {@code left, right} of a line, {@code left, right, top, bottom} of an image.
 *
 * @param values in that order; negative ones take away
 */
record Margins(ImmutableIntArray values) {

    /** One margin for all sides, or one for each. @throws IllegalArgumentException if there are other than 1 or so many */
    static Margins of(String layer, int sides, int... values) {
        checkArgument(values.length == 1 || values.length == sides, "[%s] needs one margin, or %s of them, but came %s",
                layer,
                sides, Arrays.toString(values));
        int[] all = values.clone();
        if (values.length == 1) {
            all = new int[sides];
            Arrays.fill(all, values[0]);
        }
        return new Margins(ImmutableIntArray.copyOf(all));
    }

    int[] toArray() {
        return values.toArray();
    }

    /** The margins as Python prints a tuple. */
    @Override
    public String toString() {
        return "(" + Joiner.on(", ").join(values.asList()) + ")";
    }
}
