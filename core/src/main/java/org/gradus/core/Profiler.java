package org.gradus.core;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.MapMaker;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.gradus.core.ProfileEvent.Category;
import org.jspecify.annotations.Nullable;

/**
 * Measures what operations cost, forward and backward, in time and in memory.
 *
 * {@snippet :
 * var profiler = new Profiler();
 * profiler.run(() -> criterion.forward(model.forward(x), labels).backward());
 * IO.println(profiler.profile());
 * }
 *
 * <p>
 * What a backward rule computes counts for the operation whose rule it is, so that the times of all rows add up to what the
 * operations took. Measuring takes some microseconds an operation, between the times that are measured.
 */
public final class Profiler {

    /** Says what all threads allocated, as kernels run on several. */
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Map<String, ProfileRow> rows = new LinkedHashMap<>();
    private final List<ProfileEvent> events = new ArrayList<>();
    private final Set<Object> saved = Collections.newSetFromMap(new MapMaker().weakKeys().makeMap());
    private final long begin = System.nanoTime();
    private long nanos;
    private @Nullable Thread runner;
    private @Nullable Step step;

    /** A profiler that has seen nothing yet. */
    public Profiler() {}

    /** Going back through an operation, and the time and bytes meanwhile that are others'. */
    private static final class Step {

        private final @Nullable Step around;
        private long nanos;
        private long bytes;

        Step(@Nullable Step around) {
            this.around = around;
        }
    }

    /** What stands between the program and its operations while it runs. */
    private final Interceptor watch = new Interceptor() {

        @Override
        public Tensor apply(Op op, Tensor... inputs) {
            return forward(op, inputs);
        }

        @Override
        public void backward(Node node, Runnable pass) {
            Profiler.this.backward(node, pass);
        }
    };

    /**
     * Runs with everything measured that this thread computes; several runs add up.
     *
     * @throws IllegalStateException if this profiler is running already
     */
    public void run(Runnable body) {
        checkState(runner == null, "[profiler] it is running already, on %s; give every thread its own", runner);
        runner = Thread.currentThread();
        long start = System.nanoTime();
        try {
            Tape.intercepting(watch, body);
        } finally {
            nanos += System.nanoTime() - start;
            runner = null;
        }
    }

    /** Computes something that is shown in the timeline under a name, {@code optimizer} for instance. */
    public <T> T span(String name, Supplier<T> body) {
        long start = System.nanoTime();
        try {
            return body.get();
        } finally {
            note(name, Category.SPAN, "", start, System.nanoTime() - start);
        }
    }

    /** Does something that is shown in the timeline under a name, as {@link #span(String, Supplier)}. */
    public void span(String name, Runnable body) {
        span(name, () -> {
            body.run();
            return name;
        });
    }

    private Tensor forward(Op op, Tensor[] inputs) {
        boolean own = step == null; // or else a part of going back through an operation, and measured there
        long bytes = own ? allocated() : 0;
        long start = System.nanoTime();
        Tensor output = op.apply(inputs);
        long took = System.nanoTime() - start;
        if (own) {
            add(new ProfileRow(op.name(), 1, took, 0, 0, allocated() - bytes, bytes(output), saved(output)));
        }
        note(op.name(), Category.FORWARD, output.type().toString(), start, took);
        return output;
    }

    private void backward(Node node, Runnable pass) {
        Step here = new Step(step);
        String name = node.op().name();
        long bytes = allocated();
        long start = System.nanoTime();
        step = here;
        try {
            pass.run();
        } finally {
            step = here.around;
            long took = System.nanoTime() - start;
            long allocated = allocated() - bytes;
            if (here.around != null) {
                here.around.nanos += took;
                here.around.bytes += allocated;
            }
            add(new ProfileRow(name, 0, 0, 1, took - here.nanos, allocated - here.bytes, 0, 0));
            note(name, Category.BACKWARD, node.type().toString(), start, took);
        }
    }

    private void add(ProfileRow row) {
        rows.merge(row.name(), row, ProfileRow::plus);
    }

    private void note(String name, Category category, String result, long start, long took) {
        events.add(new ProfileEvent(name, category, result, start - begin, took));
    }

    private static long allocated() {
        return THREADS.getTotalThreadAllocatedBytes();
    }

    private static long bytes(Tensor tensor) {
        return (long) tensor.numel() * tensor.dtype().bytes();
    }

    /** What the operation behind a result keeps that no other kept before, but for parameters, which live anyway. */
    private long saved(Tensor output) {
        if (!(output.origin() instanceof Node node)) {
            return 0;
        }
        return node.saved().filter(tensor -> !(tensor instanceof Parameter) && tensor.lanes() == null)
                .filter(tensor -> saved.add(tensor.array()))
                .mapToLong(Profiler::bytes).sum();
    }

    /** What was measured until now. */
    public Profile profile() {
        return new Profile(
                ImmutableList.sortedCopyOf(
                        Comparator.comparingLong(ProfileRow::nanos).reversed().thenComparing(ProfileRow::name),
                        rows.values()),
                ImmutableList.sortedCopyOf(Comparator.comparingLong(ProfileEvent::start)
                        .thenComparing(Comparator.comparingLong(ProfileEvent::nanos).reversed()), events),
                nanos);
    }
}
