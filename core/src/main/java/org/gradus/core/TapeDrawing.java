package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The recorded operations on the way to some tensors as a picture, data flowing downwards: each operation is a box that says
 * what it gives and what parameters and constants it reads, coloured by its {@link org.gradus.core.op.OpKind}.
 *
 * {@snippet :
 * Tensor loss = criterion.forward(model.forward(x), labels);
 * Files.writeString(Path.of("tape.svg"), TapeDrawing.of(model.namedParameters(), loss).svg());
 * }
 */
public final class TapeDrawing {

    /** More boxes than anyone can look at. */
    private static final int MOST_BOXES = 5000;

    private final TapeGraph graph;
    private final TapePart.Frame contents;

    private TapeDrawing(TapeGraph graph, Function<Node, String> parts) {
        this.graph = graph;
        contents = TapePart.framed(graph.boxes().stream().map(box -> parts.apply(box.node())).toList());
    }

    /** What was recorded on the way to these tensors, parameters without their names. */
    public static TapeDrawing of(Tensor... results) {
        return of(ImmutableMap.of(), results);
    }

    /**
     * What was recorded on the way to these tensors.
     *
     * @param names of parameters and of other tensors that require a gradient
     * @throws IllegalArgumentException if more than 5,000 operations were recorded, or none that is not released
     */
    public static TapeDrawing of(Map<String, ? extends Tensor> names, Tensor... results) {
        TapeGraph graph = TapeGraph.of(names, results);
        checkArgument(!graph.boxes().isEmpty(),
                "[tapeDrawing] nothing is recorded: compute with a tensor that requires a gradient, and draw before backward lets go of it");
        checkArgument(graph.boxes().size() <= MOST_BOXES,
                "[tapeDrawing] %s operations are more than the %s that can be drawn; draw a part, one layer's result for instance",
                graph.boxes().size(), MOST_BOXES);
        return new TapeDrawing(graph, _ -> "");
    }

    /**
     * The same with a frame around the operations of each part of a model, frames within frames for dotted names:
     * {@code layer1} around {@code layer1.0}. Operations recorded one after the other are in one frame, and a single one has
     * the part's name in its box. There are at most eight frames around a box.
     *
     * @param parts the dotted name of the part that recorded an operation; empty if none did
     */
    public TapeDrawing groupedBy(Function<Node, String> parts) {
        return new TapeDrawing(graph, parts);
    }

    /** In Graphviz' language, frames as clusters. */
    public String dot() {
        return TapeDot.of(graph, contents);
    }

    /** As a picture for browsers that needs nothing beside it. */
    public String svg() {
        return TapeSvg.of(graph, contents);
    }
}
