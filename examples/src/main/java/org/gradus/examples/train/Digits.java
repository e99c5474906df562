package org.gradus.examples.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.gradus.models.datasets.ImageDataset;
import org.gradus.models.datasets.MNIST;
import org.jspecify.annotations.Nullable;

/** The digits to learn from and those to judge by. */
record Digits(ImageDataset train, ImageDataset test) {

    /**
     * Reads MNIST's files from a folder, or takes the digits that come with the library.
     *
     * @throws IOException if a file is missing or damaged
     */
    static Digits read(@Nullable Path folder) throws IOException {
        return folder == null
                ? new Digits(MNIST.embeddedTrain(), MNIST.embeddedTest())
                : new Digits(MNIST.train(folder), MNIST.test(folder));
    }

    void describe(PrintWriter out) {
        describe(out, "Training set", train);
        describe(out, "Test set    ", test);
    }

    private static void describe(PrintWriter out, String name, ImageDataset set) {
        DataStatistics statistics = DataStatistics.of(set);
        out.println("%s  %,6d digits [%2$d,1,28,28], mean %.4f, standard deviation %.4f".formatted(name, set.size(),
                statistics.mean(), statistics.std()));
    }
}
