package org.gradus.layers;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The numbers of windows of adaptive pools, as PyTorch prints them. */
final class AdaptiveSize {

    private AdaptiveSize() {}

    /** A single number as it is, several as a tuple, and None for −1, which keeps a size. */
    static String repr(int... sizes) {
        String joined = Arrays.stream(sizes).mapToObj(size -> size == -1 ? "None" : Integer.toString(size))
                .collect(Collectors.joining(", "));
        return sizes.length == 1 ? joined : "(" + joined + ")";
    }
}
