package org.gradus.examples.bench;

/** Who is measured. */
enum Side {
    GRADUS("NCHW"), TORCH("NCHW"), TORCH_CHANNELS_LAST("channels-last");

    private final String layout;

    Side(String layout) {
        this.layout = layout;
    }

    /** The layout of images. */
    String layout() {
        return layout;
    }
}
