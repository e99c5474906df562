package org.gradus.models.transforms;

import static com.google.common.base.Preconditions.checkArgument;

/** What a part of a picture is replaced by. */
public sealed interface Filling {

    /** Black, after pictures are normalised the mean. */
    Filling BLACK = new Value(0);

    /** Numbers of the standard normal distribution, drawn for every pixel and channel. */
    Filling NOISE = new Noise();

    /** One number everywhere. */
    record Value(double value) implements Filling {

        /** Checks it. @throws IllegalArgumentException if it is not finite */
        public Value {
            checkArgument(Double.isFinite(value), "[filling] the value must be a finite number, but is %s", value);
        }
    }

    /** {@link #NOISE}. */
    record Noise() implements Filling {}
}
