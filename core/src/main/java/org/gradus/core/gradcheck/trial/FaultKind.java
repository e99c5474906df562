package org.gradus.core.gradcheck.trial;

/** The kinds of mistakes that backward rules are made with. */
public enum FaultKind {
    /** The whole gradient with another sign or another factor, or none at all. */
    FACTOR("sign or factor"),
    /** Every element off by a thousandth at most, a hundred-thousandth or a rounding to float32. */
    SMALL("small error"),
    /** Right numbers in wrong places: shifted, reversed, transposed. */
    PLACE("shifted, reversed or transposed"),
    /** Wrong in one element, row or column, at a border. */
    PART("wrong in one part only"),
    /** Means for sums, elements mixed, broadcasts summed in part. */
    SUM("sums, means and broadcasts"),
    /** Right for some cotangents only, such as those of one 1. */
    LINEARITY("not linear in the upstream"),
    /** Cut off from the tape, so that gradients of gradients are wrong. */
    CUT("cut off from higher orders"),
    /** Arguments or saved values taken for each other. */
    EXCHANGE("arguments or saved values exchanged"),
    /** An operation of the rule replaced by another one. */
    OPERATION("an operation replaced or left out"),
    /** An operand of an operation of the rule dropped or exchanged with another. */
    OPERAND("operands dropped or exchanged"),
    /** A number, an attribute or an index of an operation of the rule changed. */
    ATTRIBUTE("another number, attribute or index"),
    /** Another result at every call. */
    REPETITION("not repeatable");

    private final String description;

    FaultKind(String description) {
        this.description = description;
    }

    /** In a few words. */
    @Override
    public String toString() {
        return description;
    }
}
