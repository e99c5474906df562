package org.gradus.core.kernel;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks of a kernel on several threads.
 *
 * <p>
 * A kernel splits its work by shape alone and no two tasks write the same element, so that it does not matter which
 * thread takes which task: results are bitwise equal on any number of threads.
 */
public final class Parallel {

    private static final int SPINS = 20_000;
    private static final BlockingQueue<Job> QUEUE = new LinkedBlockingQueue<>();
    private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);

    private static volatile int threads = Runtime.getRuntime().availableProcessors();
    private static volatile int workers;

    private Parallel() {}

    /** The number of threads that work on one operation, the calling one included; at first the number of processors. */
    public static int getNumThreads() {
        return threads;
    }

    /**
     * Sets the number of threads that work on one operation, the calling one included. Operations that run already are
     * not affected.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public static void setNumThreads(int count) {
        checkArgument(count >= 1, "[setNumThreads] the number of threads must be at least 1, but is %s", count);
        threads = count;
    }

    /**
     * Calls {@code body} with 0…tasks−1, each once, and returns when all have run; a task that itself asks for tasks
     * runs them on its own thread.
     *
     * <p>
     * Where tasks fail, the failure of the first of them, by number, reaches the caller, as it would on one thread; later
     * tasks may then be left out.
     */
    public static void run(int tasks, IntConsumer body) {
        int helpers = Math.min(threads, tasks) - 1;
        if (helpers < 1 || INSIDE.get()) {
            for (int task = 0; task < tasks; task++) {
                body.accept(task);
            }
            return;
        }
        if (workers < helpers) {
            hire(helpers);
        }
        Job job = new Job(tasks, body);
        for (int i = 0; i < helpers; i++) {
            QUEUE.add(job);
        }
        job.work();
        job.await();
        job.recall(helpers);
    }

    private static synchronized void hire(int helpers) {
        while (workers < helpers) {
            int number = workers + 1;
            Thread.ofPlatform().daemon().name("gradus-worker-" + number).start(Parallel::serve);
            workers = number;
        }
    }

    private static void serve() {
        while (true) {
            try {
                Job job = next();
                Thread.interrupted(); // that was meant for an earlier task
                job.join();
            } catch (InterruptedException e) {
                // nobody but the JVM's end stops a worker
            }
        }
    }

    /** Waits actively at first: the next operation of a training step follows within microseconds. */
    private static Job next() throws InterruptedException {
        for (int i = 0; i < SPINS; i++) {
            if (!QUEUE.isEmpty()) {
                Job job = QUEUE.poll();
                if (job != null) {
                    return job;
                }
            }
            Thread.onSpinWait();
        }
        return QUEUE.take();
    }

    private static final class Job {

        private final int tasks;
        private final IntConsumer body;
        private final Thread caller = Thread.currentThread();
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger unfinished;
        private final AtomicInteger joined = new AtomicInteger();
        private volatile int failedTask = Integer.MAX_VALUE;
        private @Nullable Throwable failure;

        Job(int tasks, IntConsumer body) {
            this.tasks = tasks;
            this.body = body;
            this.unfinished = new AtomicInteger(tasks);
        }

        void join() {
            joined.incrementAndGet();
            work();
        }

        /** Tasks are taken in ascending order, so that all before a failed one run to their end. */
        void work() {
            INSIDE.set(true);
            try {
                for (int task = next.getAndIncrement(); task < tasks; task = next.getAndIncrement()) {
                    if (task < failedTask) {
                        attempt(task);
                    }
                    if (unfinished.decrementAndGet() == 0) {
                        LockSupport.unpark(caller);
                    }
                }
            } finally {
                INSIDE.set(false);
            }
        }

        private void attempt(int task) {
            try {
                body.accept(task);
            } catch (Throwable e) {
                fail(task, e);
            }
        }

        private synchronized void fail(int task, Throwable e) {
            if (task < failedTask) {
                failedTask = task;
                failure = e;
            }
        }

        void await() {
            for (int spins = 0; unfinished.get() > 0; spins++) {
                if (spins < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
        }

        /** Takes back what no worker has taken up, so that the queue keeps no array alive, and passes a failure on. */
        void recall(int helpers) {
            for (int i = joined.get(); i < helpers; i++) {
                QUEUE.remove(this);
            }
            switch (failure) {
                case null -> {
                }
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new AssertionError(e);
            }
        }
    }
}
