package org.gradus.core;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A drawing's contents as a tree: boxes, and frames around boxes and smaller frames. A frame holds operations that were
 * recorded without a break, so that an arrow never leads back into one that it came out of.
 */
sealed interface TapePart permits TapePart.Single, TapePart.Frame {

    /** Frames within each other; names of more levels are not taken apart any further. */
    int MOST_LEVELS = 8;

    /** How a part is called in the drawing; empty if it has no name of its own. */
    String label();

    /** One operation, by the number of its box. */
    record Single(int box, String label) implements TapePart {}

    /** Several operations. */
    record Frame(ImmutableList<TapePart> parts, String label) implements TapePart {}

    /**
     * Frames for dotted names: {@code layer1} around {@code layer1.0} around the operations recorded in it. What would be a
     * frame around a single operation, or around nothing but another frame, is none.
     *
     * @param names of the parts that the operations were recorded in, empty for none, in order of recording
     */
    static Frame framed(List<String> names) {
        Splitter dots = Splitter.on('.').limit(MOST_LEVELS);
        List<List<String>> paths = names.stream()
                .map(name -> name.isEmpty() ? List.<String>of() : dots.splitToList(name)).toList();
        return new Frame(parts(paths, 0, paths.size(), 0), "");
    }

    /** Those in a stretch of operations whose paths agree up to a level. */
    private static ImmutableList<TapePart> parts(List<List<String>> paths, int from, int to, int level) {
        var parts = ImmutableList.<TapePart>builder();
        int start = from;
        while (start < to) {
            int end = start + 1;
            if (paths.get(start).size() == level) {
                parts.add(new Single(start, ""));
            } else {
                while (end < to && agree(paths.get(start), paths.get(end), level)) {
                    end++;
                }
                parts.add(part(paths, start, end, level + 1));
            }
            start = end;
        }
        return parts.build();
    }

    private static TapePart part(List<List<String>> paths, int from, int to, int level) {
        if (to == from + 1) {
            return new Single(from, label(paths.get(from)));
        }
        ImmutableList<TapePart> parts = parts(paths, from, to, level);
        return parts.size() == 1 ? parts.getFirst() : new Frame(parts, label(paths.get(from).subList(0, level)));
    }

    private static String label(List<String> path) {
        return DrawnText.printable(Joiner.on('.').join(path));
    }

    /** Whether two paths that agree before a level do so at it as well. */
    private static boolean agree(List<String> a, List<String> b, int level) {
        return b.size() > level && b.get(level).equals(a.get(level));
    }

    /** All operations within, in order of recording. */
    static Stream<Single> singles(TapePart part) {
        return switch (part) {
            case Single single -> Stream.of(single);
            case Frame frame -> frame.parts.stream().flatMap(TapePart::singles);
        };
    }
}
