package org.gradus.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The one-dimensional transforms of F(4, 3) by Toom and Cook, which interpolate products of polynomials at 0, ±a, ±b and ∞.
 *
 * <p>
 * With a = 11/16 and b = 11/8 the largest error over normal numbers is 2 times that of direct sums, against 8 times with the
 * usual 1 and 2; and all coefficients but those of G are exact in float32. On the choice of points: B. Barabasz, A. Anderson, K.
 * Soodhalter, D. Gregg, "Error Analysis and Improving the Accuracy of Winograd Convolution for Deep Neural Networks" (2020).
 */
final class WinogradPoints {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /** The points, and their powers. */
    static final float A = 11f / 16;
    static final float B = 11f / 8;
    static final float A2 = A * A;
    static final float B2 = B * B;
    static final float A3 = A * A2;
    static final float B3 = B * B2;

    /** The polynomial x·(x² − a²)·(x² − b²) by which all are divided, but for x⁵. */
    static final float CONSTANT = A2 * B2;
    static final float LINEAR = -(A2 + B2);

    /** What G is divided by at each point: the polynomial's derivative there. */
    static final float AT_A = (float) (1 / (2.0 * A2 * (A2 - B2)));
    static final float AT_B = (float) (1 / (2.0 * B2 * (B2 - A2)));
    static final float AT_0 = (float) (1 / ((double) A2 * B2));

    private WinogradPoints() {}

    /** A number in every lane. */
    static FloatVector all(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
