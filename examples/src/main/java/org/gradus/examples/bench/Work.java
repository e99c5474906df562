package org.gradus.examples.bench;

import org.gradus.examples.peers.wire.Attributes;

/**
 * Something to measure.
 *
 * @param group what it is listed under
 * @param name what it is called there
 * @param attributes what both sides are told of it
 * @param amount floating-point operations, or bytes read and written
 * @param rate the unit of the amount a nanosecond
 * @param images whether it has images, so that PyTorch's two layouts may differ
 * @param goal what it should reach
 */
record Work(String group, String name, Attributes attributes, double amount, Rate rate, boolean images, Goal goal) {

    /**
     * How many times as long as it measures Gradus warms up at least: a network's step has many methods, whose calls Java
     * counts before it compiles them.
     */
    int stretches() {
        return group.equals("cnn") ? 5 : 2;
    }

    /** Units of speed. */
    enum Rate {
        GFLOPS("GFLOP/s"), GBS("GB/s"), NONE("");

        private final String unit;

        Rate(String unit) {
            this.unit = unit;
        }

        @Override
        public String toString() {
            return unit;
        }
    }

}
