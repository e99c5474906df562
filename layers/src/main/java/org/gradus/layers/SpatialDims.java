package org.gradus.layers;

/** The dimensions that come after the batch's and the channels'. */
enum SpatialDims {

    LENGTH("L"), AREA("H,W"), VOLUME("D,H,W");

    private final String names;

    SpatialDims(String names) {
        this.names = names;
    }

    /** How many they are. */
    int count() {
        return ordinal() + 1;
    }

    /** What messages call them, {@code H,W}. */
    String names() {
        return names;
    }
}
