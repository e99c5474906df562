package org.gradus.core.kernel;

import java.util.ArrayList;
import java.util.List;

/** What a {@link StripRule} works on: one strip of every array, all over the same elements, and scratch space. */
public final class Strips {

    /** Elements of a strip: a dozen of strips fit into the nearest cache. */
    private static final int LENGTH = 1024;

    private final List<MutableStrip> changed = new ArrayList<>();
    private final List<MutableStrip> read = new ArrayList<>();
    private final List<MutableStrip> scratch = new ArrayList<>();
    private final Scratchpad scratchpad;
    private int length;

    /** Where scratch space comes from. */
    private interface Scratchpad {
        MutableStrip allocate();
    }

    private <A> Strips(Kernels<A> kernels, List<A> changed, List<A> read) {
        changed.forEach(array -> this.changed.add(kernels.strip(array)));
        read.forEach(array -> this.read.add(kernels.strip(array)));
        scratchpad = () -> kernels.strip(kernels.allocate(LENGTH));
    }

    /** Works a rule out over whole arrays, in parallel; no element's result depends on another's place or number. */
    static <A> void run(Kernels<A> kernels, StripRule rule, List<A> changed, List<A> read, int length) {
        Chunks.run(length, Chunks.CHEAP, (from, to) -> {
            var strips = new Strips(kernels, changed, read);
            for (int at = from; at < to; at += LENGTH) {
                strips.move(at, Math.min(LENGTH, to - at));
                rule.apply(strips);
            }
        });
    }

    private void move(int from, int newLength) {
        length = newLength;
        changed.forEach(strip -> strip.move(from, length));
        read.forEach(strip -> strip.move(from, length));
        scratch.forEach(strip -> strip.move(0, length));
    }

    /** The strip of an array that the rule changes, by number. */
    public MutableStrip changed(int index) {
        return changed.get(index);
    }

    /** The strip of an array that the rule reads, by number. */
    public Strip read(int index) {
        return read.get(index);
    }

    /** Space for intermediate results, by number from 0; what it holds at first is undefined. */
    public MutableStrip scratch(int index) {
        while (scratch.size() <= index) {
            MutableStrip strip = scratchpad.allocate();
            strip.move(0, length);
            scratch.add(strip);
        }
        return scratch.get(index);
    }
}
