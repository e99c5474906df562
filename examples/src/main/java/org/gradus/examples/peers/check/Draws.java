package org.gradus.examples.peers.check;

import java.util.function.Consumer;
import java.util.function.Function;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/** The usual ways to draw the cases of an operation; more is added to them with {@code andThen}. */
public final class Draws {

    private Draws() {}

    /** One tensor of any shape. */
    public static Consumer<Draw> unary(Domain domain) {
        return draw -> draw.input(draw.numbers(draw.shapeOrEmpty(0, 4), domain));
    }

    /** Two tensors that broadcast. */
    public static Consumer<Draw> pair(Domain left, Domain right) {
        return draw -> {
            Shape full = draw.shapeOrEmpty(0, 4);
            boolean leftFull = draw.chance(0.7);
            draw.input(draw.numbers(leftFull ? full : draw.broadcastable(full), left));
            draw.input(draw.numbers(leftFull && draw.chance(0.5) ? draw.broadcastable(full) : full, right));
        };
    }

    /** Two INT64 tensors that broadcast. */
    public static Consumer<Draw> integerPair(int low, int high) {
        return draw -> {
            Shape full = draw.shapeOrEmpty(0, 4);
            draw.input(draw.integers(full, low, high));
            draw.input(draw.integers(draw.broadcastable(full), low, high));
        };
    }

    /** Two BOOL tensors that broadcast. */
    public static Consumer<Draw> truthPair() {
        return draw -> {
            Shape full = draw.shapeOrEmpty(0, 4);
            draw.input(draw.truths(full));
            draw.input(draw.truths(draw.broadcastable(full)));
        };
    }

    /** One tensor and {@code dim}, one of its dimensions, of which none is empty. */
    public static Consumer<Draw> alongDim(Domain domain) {
        return draw -> {
            Shape shape = draw.shape(1, 4);
            int dim = draw.dim(shape);
            draw.input(draw.numbers(shape, domain)).with("dim", dim).terms(shape.size(dim));
        };
    }

    /** One tensor, {@code dims}, some of its dimensions or none, and {@code keepDim}. */
    public static Consumer<Draw> overDims(Domain domain) {
        return overDims(draw -> draw.numbers(draw.shapeOrEmpty(0, 4), domain));
    }

    /** One INT64 tensor with {@code dims} and {@code keepDim}. */
    public static Consumer<Draw> integersOverDims(int low, int high) {
        return overDims(draw -> draw.integers(draw.shapeOrEmpty(0, 4), low, high));
    }

    private static Consumer<Draw> overDims(Function<Draw, Tensor> input) {
        return draw -> {
            Tensor x = input.apply(draw);
            draw.input(x).with("dims", draw.dims(x.shape())).with("keepDim", draw.chance(0.5)).terms(x.numel());
        };
    }

    /** The same inputs as constants: results are compared and gradients are not. */
    public static Consumer<Draw> constants(Consumer<Draw> draws) {
        return draws.andThen(Draw::withoutGradients);
    }

    /** One way four times in five, the other now and then. */
    public static Consumer<Draw> mostly(Consumer<Draw> usual, Consumer<Draw> other) {
        return draw -> (draw.chance(0.8) ? usual : other).accept(draw);
    }
}
