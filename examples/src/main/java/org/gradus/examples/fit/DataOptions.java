package org.gradus.examples.fit;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where a data set's files are, for commands to mix in. */
final class DataOptions {

    @Option(names = "--data", paramLabel = "DIR",
            description = "Folder with the data set's files; of folder, train/CLASS/PICTURE and test/CLASS/PICTURE (or val); of csv, train.csv and test.csv with a column for each pixel, 0 to 255")
    private @Nullable Path root;

    @Option(names = "--label", paramLabel = "COLUMN", description = "The column of labels in csv")
    private String label = "label";

    @Nullable
    Path root() {
        return root;
    }

    String label() {
        return label;
    }
}
