package org.gradus.core.gradcheck.trial;

/**
 * How many mutants came to which fate.
 *
 * @param found those that the checker found
 * @param survived those that change a gradient and that it passed
 * @param equivalent those that change no gradient
 * @param refused those that the engine does not take
 * @param foundByFixedStep those of the first two that PyTorch's rule finds
 */
public record Score(int found, int survived, int equivalent, int refused, int foundByFixedStep) {

    /** Of nothing. */
    public static final Score NONE = new Score(0, 0, 0, 0, 0);

    /** With one more. */
    public Score and(Trial trial) {
        return and(new Score(one(trial, Trial.Fate.FOUND), one(trial, Trial.Fate.SURVIVED),
                one(trial, Trial.Fate.EQUIVALENT), one(trial, Trial.Fate.REFUSED), trial.foundByFixedStep() ? 1 : 0));
    }

    private static int one(Trial trial, Trial.Fate fate) {
        return trial.fate() == fate ? 1 : 0;
    }

    /** Of both. */
    public Score and(Score other) {
        return new Score(found + other.found, survived + other.survived, equivalent + other.equivalent,
                refused + other.refused, foundByFixedStep + other.foundByFixedStep);
    }

    /** How many change a gradient, so that there is something to find. */
    public int counted() {
        return found + survived;
    }
}
