package org.gradus.models;

/** What a summary tells of each layer beside its name. */
public enum SummaryColumn {

    /** The sizes of a convolution's filters or a pool's windows. */
    KERNEL_SIZE("Kernel Shape"),

    /** The shape of what goes in. */
    INPUT_SIZE("Input Shape"),

    /** The shape of what comes out. */
    OUTPUT_SIZE("Output Shape"),

    /** The numbers in its parameters, in parentheses if none of them is trained. */
    NUM_PARAMS("Param #"),

    /** Their part in all of the model's. */
    PARAMS_PERCENT("Param %"),

    /** Multiplications and additions. */
    MULT_ADDS("Mult-Adds"),

    /** Whether its parameters are trained: all (True), none (False) or some (Partial). */
    TRAINABLE("Trainable"),

    /**
     * The pixels at the end of a channel that no window of a convolution or a pool sees, with the numbers of such rows at
     * the bottom and columns at the right.
     */
    UNSEEN_PIXELS("Unseen Pixels");

    private final String title;

    SummaryColumn(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
