package org.gradus.models.datasets;

/** What the first line of a CSV file holds. */
public enum CsvHeader {
    /** The columns' names. */
    NAMES,
    /** A row like the others. */
    NONE,
    /**
     * Names if it has no number in a column whose other rows have nothing but numbers, and otherwise a row: a file of text
     * alone does not tell.
     */
    DETECTED
}
