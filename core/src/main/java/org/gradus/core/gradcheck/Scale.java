package org.gradus.core.gradcheck;

import java.util.ArrayList;
import java.util.List;

/**
 * The size of an input's element, of which steps are fractions size·2⁻ᵏ.
 *
 * @param size a power of two, so that x ± step is exact
 * @param coarsest the k of the largest step that makes sense: an eighth of the element, or of 1/16 if that is larger
 * @param finest the k of the smallest: 2⁻³⁰ of the element, which may be far smaller than others of its tensor
 */
record Scale(double size, int coarsest, int finest) {

    /** What an element of a random direction is multiplied by: its size, or that of its own value if that is smaller. */
    double weight() {
        return Math.scalb(size, ONE.finest - finest);
    }

    /** The scale of random directions, whose weights have the elements' sizes. */
    static final Scale ONE = new Scale(1, 3, 30);

    /** What part of the largest element of its tensor, or of 1 if that is larger, an element of size 0 counts for. */
    private static final double SMALLEST = 1.0 / 16;

    /** How many halvings finer steps become at most, for an element far smaller than others of its tensor. */
    private static final int MOST_FINER = 40;

    /** The scales of all elements, one input after another. */
    static List<Scale> of(List<Variable> inputs) {
        List<Scale> scales = new ArrayList<>();
        for (Variable input : inputs) {
            double[] values = input.tensor().toDoubleArray();
            double largest = 0;
            for (double value : values) {
                largest = Math.max(largest, Math.abs(value));
            }
            for (double value : values) {
                scales.add(of(Math.abs(value), largest));
            }
        }
        return scales;
    }

    private static Scale of(double value, double largest) {
        double least = largest == 0 ? 1 : SMALLEST * Math.min(1, largest);
        int exponent = Math.getExponent(Math.max(value, least));
        int below = Math.max(0, Math.getExponent(SMALLEST) - exponent);
        int beneath = value == 0 ? 0 : Math.min(MOST_FINER, exponent - Math.getExponent(value));
        return new Scale(Math.scalb(1.0, exponent), ONE.coarsest - below, ONE.finest + Math.max(0, beneath));
    }
}
