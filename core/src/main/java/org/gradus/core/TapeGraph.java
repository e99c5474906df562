package org.gradus.core;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.core.op.OpKind;

/**
 * What was recorded, as boxes and arrows between them.
 *
 * @param boxes one for each operation, in order of recording
 * @param arrows from a box to one that reads its result
 */
record TapeGraph(ImmutableList<Box> boxes, ImmutableList<Arrow> arrows) {

    /** An operation: its name and result in the first line, and what it reads of no other operation's below. */
    record Box(Node node, ImmutableList<String> lines) {

        OpKind kind() {
            return OpKind.of(node.op());
        }
    }

    /** By the boxes' numbers, which go up along it. */
    record Arrow(int from, int to) {}

    /** @param names of leaves and other tensors that are not results of operations */
    static TapeGraph of(Map<String, ? extends Tensor> names, Tensor... results) {
        Map<Origin, String> named = Maps.newIdentityHashMap();
        names.forEach((name, tensor) -> {
            if (tensor.origin() != null) {
                named.put(tensor.origin(), name);
            }
        });
        Map<Origin, Integer> numbers = Maps.newIdentityHashMap();
        List<Box> boxes = new ArrayList<>();
        List<Arrow> arrows = new ArrayList<>();
        for (Node node : Tape.recorded(results)) {
            var lines = ImmutableList.<String>builder()
                    .add(DrawnText.printable(node.op().name() + " → " + node.type()));
            for (Tensor input : node.edges()) {
                Integer from = input.origin() == null ? null : numbers.get(input.origin());
                if (from != null) {
                    arrows.add(new Arrow(from, boxes.size()));
                } else {
                    lines.add(DrawnText.printable(described(input, named)));
                }
            }
            numbers.put(node, boxes.size());
            boxes.add(new Box(node, lines.build()));
        }
        return new TapeGraph(ImmutableList.copyOf(boxes), ImmutableList.copyOf(arrows));
    }

    private static String described(Tensor input, Map<Origin, String> named) {
        if (input.origin() == null) {
            return "constant " + input.type();
        }
        return named.getOrDefault(input.origin(), "leaf") + " " + input.type();
    }
}
