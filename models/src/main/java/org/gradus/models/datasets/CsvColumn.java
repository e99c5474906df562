package org.gradus.models.datasets;

import static com.google.common.base.Preconditions.checkArgument;

/** How a column of a CSV file is called. */
public sealed interface CsvColumn {

    /** By its name in the first line. */
    record Named(String name) implements CsvColumn {

        @Override
        public String toString() {
            return '"' + name + '"';
        }
    }

    /** By its place in every line, from 0. */
    record Numbered(int number) implements CsvColumn {

        /** Checks the number. @throws IllegalArgumentException if it is negative */
        public Numbered {
            checkArgument(number >= 0, "[csv] columns are numbered from 0, but %s came", number);
        }

        @Override
        public String toString() {
            return Integer.toString(number);
        }
    }
}
