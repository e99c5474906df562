package org.gradus.core.gradcheck;

import java.util.Collection;

/** What a check can find. */
public enum Verdict {
    /** The analytic value is what differences give, to within their error. */
    PASSED,
    /** It is clearly something else. */
    FAILED,
    /** Differences are too coarse here to tell, as of noise, at a jump or beside a pole. */
    INCONCLUSIVE;

    /** The verdict on a whole: failed if a part is, or else inconclusive if one is. */
    public static Verdict of(Collection<Verdict> parts) {
        return parts.contains(FAILED) ? FAILED : parts.contains(INCONCLUSIVE) ? INCONCLUSIVE : PASSED;
    }
}
