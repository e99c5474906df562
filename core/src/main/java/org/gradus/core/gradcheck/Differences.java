package org.gradus.core.gradcheck;

import static com.google.common.base.Preconditions.checkArgument;

/** How derivatives are found from values of a function, and what it means that one agrees. */
public sealed interface Differences {

    /**
     * Steps that suit the function at every element, with an estimate of the error that remains.
     *
     * <p>
     * Central differences at steps halved time and again are extrapolated to the step 0 (Richardson); how much the
     * extrapolations differ estimates their error (C. J. F. Ridders, <i>Accurate computation of F′(x) and F′(x)F″(x)</i>,
     * Advances in Engineering Software 4, 1982). Steps are fractions of the element's own size, so that no scale of x
     * or of f is special. They end where further ones tell nothing new.
     *
     * <p>
     * What a function decides on its way, {@link org.gradus.core.Op#decisions}, must be the same at x ± h as at x: a step
     * across a kink is made smaller. At a kink itself, slopes are taken on either side, and any value between them is
     * right. Kinks that no op tells of are known by slopes on either side that do not approach each other.
     *
     * @param precision the relative error at which an estimate is good enough
     * @param coarsest the relative error of an estimate beyond which nothing is concluded from it
     */
    record Adaptive(double precision, double coarsest) implements Differences {

        /** Precision 10⁻⁶, coarsest 10⁻³. */
        public static final Adaptive DEFAULT = new Adaptive(1e-6, 1e-3);

        /** @throws IllegalArgumentException unless 0 &lt; precision ≤ coarsest &lt; 1 */
        public Adaptive {
            checkArgument(precision > 0 && precision <= coarsest && coarsest < 1,
                    "[gradCheck] precision and coarsest must be 0 < precision <= coarsest < 1, but are %s and %s",
                    precision, coarsest);
        }

        /** These differences with another {@link #precision}. */
        public Adaptive withPrecision(double value) {
            return new Adaptive(value, coarsest);
        }

        /** These differences with another {@link #coarsest}. */
        public Adaptive withCoarsest(double value) {
            return new Adaptive(precision, value);
        }

        @Override
        public String toString() {
            return "adaptive steps, precision " + precision;
        }
    }

    /**
     * PyTorch's rule: the central difference of one step for all, (f(x + ε) − f(x − ε)) / 2ε; analytic a and numeric n
     * agree where |a − n| ≤ atol + rtol·|n|. Nothing is inconclusive, and no kink is seen: within ε of one, or of a tie,
     * no check can pass.
     *
     * @param eps step of the central differences, in units of the input
     * @param atol absolute tolerance
     * @param rtol relative tolerance
     */
    record FixedStep(double eps, double atol, double rtol) implements Differences {

        /** PyTorch's numbers: eps 10⁻⁶, atol 10⁻⁵, rtol 10⁻³. */
        public static final FixedStep DEFAULT = new FixedStep(1e-6, 1e-5, 1e-3);

        /** @throws IllegalArgumentException if a value is out of range, naming it */
        public FixedStep {
            checkArgument(eps > 0 && Double.isFinite(eps), "[gradCheck] eps must be positive and finite, but is %s",
                    eps);
            checkArgument(atol >= 0 && Double.isFinite(atol),
                    "[gradCheck] atol must be finite and not negative, but is %s", atol);
            checkArgument(rtol >= 0 && Double.isFinite(rtol),
                    "[gradCheck] rtol must be finite and not negative, but is %s", rtol);
        }

        /** These differences with another {@link #eps}. */
        public FixedStep withEps(double value) {
            return new FixedStep(value, atol, rtol);
        }

        /** These differences with another {@link #atol}. */
        public FixedStep withAtol(double value) {
            return new FixedStep(eps, value, rtol);
        }

        /** These differences with another {@link #rtol}. */
        public FixedStep withRtol(double value) {
            return new FixedStep(eps, atol, value);
        }

        /** How much an analytic derivative may differ from this numeric one. */
        double tolerance(double numeric) {
            return atol + rtol * Math.abs(numeric);
        }

        @Override
        public String toString() {
            return "eps " + eps + ", atol " + atol + ", rtol " + rtol;
        }
    }
}
