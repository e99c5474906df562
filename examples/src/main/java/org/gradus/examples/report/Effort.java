package org.gradus.examples.report;

import org.gradus.models.ModelSummary;

/**
 * How much a report may compute, so that it takes seconds and not minutes: it depends on the network alone, and a report on
 * the same run shows the same.
 *
 * @param perPicture what a network takes for one picture, in multiplications and additions, or what takes as long
 * @param perPoint what moving all weights takes, likewise
 */
record Effort(double perPicture, double perPoint) {

    /** A number in a layer's output takes as long as so many multiplications in a convolution, and a weight that is moved. */
    private static final double OUTPUT = 50;
    private static final double MOVE = 10;

    private static final double JUDGING = 5e10;
    private static final double LANDSCAPE = 1e11;
    private static final int FEWEST_JUDGED = 100;

    private static final int MOST_POINTS = 21;
    private static final int FEWEST_POINTS = 11;
    private static final int MOST_PICTURES = 128;
    private static final int ENOUGH_PICTURES = 32;
    private static final int FEWEST_PICTURES = 16;

    static Effort of(ModelSummary summary) {
        return new Effort(Math.max(1, summary.multAdds() + OUTPUT * summary.outputs()),
                MOVE * summary.parameters().all());
    }

    /** How many pictures it can be judged by. */
    int judged() {
        return (int) Math.max(FEWEST_JUDGED, JUDGING / perPicture);
    }

    /** How many points a landscape has along each direction, odd; 0 if even a coarse one would take too long. */
    int landscapePoints() {
        int points = MOST_POINTS;
        while (points > FEWEST_POINTS && landscapePictures(points) < ENOUGH_PICTURES) {
            points -= 2;
        }
        return landscapePictures(points) >= FEWEST_PICTURES ? points : 0;
    }

    /** How many pictures the loss of each point is the mean of. */
    int landscapePictures(int points) {
        return (int) Math.min(MOST_PICTURES, (LANDSCAPE / (points * points) - perPoint) / perPicture);
    }
}
