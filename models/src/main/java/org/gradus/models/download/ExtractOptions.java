package org.gradus.models.download;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSet;

/**
 * What is taken out of an archive.
 *
 * @param mostBytes how many bytes all files together may have; an archive with more is refused
 * @param only the names of the files that are wanted, without their folders; none: all
 * @param flat whether all files go into one folder, whatever folder they have in the archive
 */
public record ExtractOptions(long mostBytes, ImmutableSet<String> only, boolean flat) {

    /** Checks the values. @throws IllegalArgumentException if the bytes are negative */
    public ExtractOptions {
        checkArgument(mostBytes >= 0, "[extract] the most bytes must not be negative, but are %s", mostBytes);
    }

    /** All files, in their folders, if they have no more bytes than this. */
    public static ExtractOptions mostBytes(long value) {
        return new ExtractOptions(value, ImmutableSet.of(), false);
    }

    /** These options with some files alone. */
    public ExtractOptions withOnly(ImmutableSet<String> value) {
        return new ExtractOptions(mostBytes, value, flat);
    }

    /** These options with all files in one folder, or in their own. */
    public ExtractOptions withFlat(boolean value) {
        return new ExtractOptions(mostBytes, only, value);
    }
}
