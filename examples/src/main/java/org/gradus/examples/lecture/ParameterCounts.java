package org.gradus.examples.lecture;

import org.gradus.core.Shape;

/** Weights of fully connected neurons against those of filters that all positions share. */
final class ParameterCounts {

    static final Shape MNIST = Shape.of(28, 28, 1);
    static final Shape CIFAR10 = Shape.of(32, 32, 3);
    static final Shape IMAGENET = Shape.of(227, 227, 3);
    static final Shape FILTER = Shape.of(11, 11, 3);
    static final int NEURONS = 100;

    private ParameterCounts() {}

    /** Weights of fully connected neurons: each has one an input. */
    static int fullyConnected(Shape input, int neurons) {
        return Shape.of(neurons, input.numel()).numel();
    }

    /** Weights of filters, wherever and however often they are applied. */
    static int shared(Shape filter, int filters) {
        return Shape.of(filters, filter.numel()).numel();
    }

    static void print(Page page) {
        page.say("""
                A fully connected neuron has a weight for every number of the image:

                  MNIST      %s = %,d weights
                  CIFAR-10   %s = %,d weights
                """, product(MNIST), fullyConnected(MNIST, 1), product(CIFAR10), fullyConnected(CIFAR10, 1));
        int connected = fullyConnected(IMAGENET, NEURONS);
        int shared = shared(FILTER, NEURONS);
        page.paragraph("""
                %d neurons on an image of AlexNet's size:

                  fully connected         %s·%d = %,d weights
                  filters that are shared %s·%d = %,d weights

                %.0f times fewer: a filter that finds an edge here finds it there too, so one set of weights will do
                for all places.
                """, NEURONS, product(IMAGENET), NEURONS, connected, product(FILTER), NEURONS, shared,
                (double) connected / shared);
    }

    private static String product(Shape shape) {
        return "%d·%d·%d".formatted(shape.size(0), shape.size(1), shape.size(2));
    }
}
