package org.gradus.core.gradcheck;

/** How many derivatives were compared, and how many of them did not pass. */
public record Tally(long compared, long failed, long inconclusive) {

    static final Tally NOTHING = new Tally(0, 0, 0);

    Tally and(Verdict verdict) {
        return new Tally(compared + 1, failed + (verdict == Verdict.FAILED ? 1 : 0),
                inconclusive + (verdict == Verdict.INCONCLUSIVE ? 1 : 0));
    }

    /** What follows for all of them together. */
    public Verdict verdict() {
        return failed > 0 ? Verdict.FAILED : inconclusive > 0 ? Verdict.INCONCLUSIVE : Verdict.PASSED;
    }

    @Override
    public String toString() {
        return compared + " compared" + (failed > 0 ? ", " + failed + " wrong" : "")
                + (inconclusive > 0 ? ", " + inconclusive + " inconclusive" : "");
    }
}
