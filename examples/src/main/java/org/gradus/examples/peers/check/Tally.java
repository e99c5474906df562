package org.gradus.examples.peers.check;

/** What came of all cases of an operation so far. */
final class Tally {

    private long cases;
    private long disagreements;
    private long unanswered;
    private long tensors;
    private double worst64;
    private double worst32;

    void add(Verdict verdict) {
        cases++;
        tensors += verdict.tensors();
        worst64 = Math.max(worst64, verdict.worst64());
        worst32 = Math.max(worst32, verdict.worst32());
        if (!verdict.answered()) {
            unanswered++;
        } else if (!verdict.complaints().isEmpty()) {
            disagreements++;
        }
    }

    void add(Tally other) {
        cases += other.cases;
        disagreements += other.disagreements;
        unanswered += other.unanswered;
        tensors += other.tensors;
        worst64 = Math.max(worst64, other.worst64);
        worst32 = Math.max(worst32, other.worst32);
    }

    /** Whether every case was compared and agreed. */
    boolean allAgree() {
        return disagreements == 0 && unanswered == 0;
    }

    /** The cells of a row: cases, agreements, disagreements, unanswered, tensors, worst differences. */
    Object[] row(String name) {
        return new Object[]{name, cases, cases - disagreements - unanswered, disagreements, unanswered, tensors,
                "%.1e".formatted(worst64), "%.1e".formatted(worst32)};
    }
}
