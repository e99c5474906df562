package org.gradus.examples.fit;

import org.gradus.models.datasets.ImageDataset;
import org.gradus.models.transforms.Images;

/**
 * Mean and standard deviation over all pixels of a data set, 0 for paper to 1 for ink.
 *
 * @param mean Σx/n
 * @param std √(Σ(x − mean)²/n)
 */
public record DataStatistics(double mean, double std) {

    private static final int LEVELS = 256;

    /** Counts how often each grey level occurs, which makes the sums exact and takes no memory. */
    public static DataStatistics of(ImageDataset digits) {
        Images images = digits.images();
        long[] counts = new long[LEVELS];
        for (int i = 0; i < images.size(); i++) {
            for (byte level : images.bytes(i)) {
                counts[level & 0xff]++;
            }
        }
        long pixels = 0;
        long sum = 0;
        long squares = 0;
        for (int level = 0; level < LEVELS; level++) {
            pixels += counts[level];
            sum += counts[level] * level;
            squares += counts[level] * level * level;
        }
        double mean = (double) sum / pixels;
        double variance = (double) squares / pixels - mean * mean;
        double white = LEVELS - 1;
        return new DataStatistics(mean / white, Math.sqrt(variance) / white);
    }
}
