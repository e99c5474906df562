package org.gradus.models;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSet;

/**
 * How a summary is printed.
 *
 * @param columns what is told of each layer, from left to right
 * @param depth how many levels of modules are shown; deeper ones are summed up
 * @param varNames whether the names under which modules are registered are shown
 */
public record SummaryOptions(ImmutableSet<SummaryColumn> columns, int depth, boolean varNames) {

    /** Output shapes and numbers of parameters of three levels, without names. */
    public static final SummaryOptions DEFAULT = new SummaryOptions(
            ImmutableSet.of(SummaryColumn.OUTPUT_SIZE, SummaryColumn.NUM_PARAMS), 3, false);

    /** Checks the depth. @throws IllegalArgumentException if it is negative */
    public SummaryOptions {
        checkArgument(depth >= 0, "[summary] depth must be 0 or more, but is %s", depth);
    }

    /** These options with other columns. */
    public SummaryOptions withColumns(SummaryColumn... value) {
        return new SummaryOptions(ImmutableSet.copyOf(value), depth, varNames);
    }

    /** These options with more levels or fewer. */
    public SummaryOptions withDepth(int value) {
        return new SummaryOptions(columns, value, varNames);
    }

    /** These options with the names of modules, or without. */
    public SummaryOptions withVarNames(boolean value) {
        return new SummaryOptions(columns, depth, value);
    }
}
