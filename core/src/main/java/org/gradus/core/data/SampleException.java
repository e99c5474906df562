package org.gradus.core.data;

/** The failure of a data set to give a sample, with the sample's index; the cause is what the data set threw. */
public final class SampleException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The sample's index in its data set. */
    private final int index;

    SampleException(int index, Exception cause) {
        super("[dataset] sample %d could not be read: %s".formatted(index, cause), cause);
        this.index = index;
    }

    /** The index in the data set of the sample that could not be read. */
    public int index() {
        return index;
    }
}
