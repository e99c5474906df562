package org.gradus.core.data;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The background threads that work for one epoch, on tasks that one other thread hands in.
 *
 * <p>
 * To wake a thread costs about what a small batch does, and a training step should not pay for it: a worker without tasks
 * naps, every time for twice as long, and looks again by itself; it is woken only when it is waited for. After the longest
 * nap it goes home to a pool shared by all crews, and must be called again. A worker knows its tasks but not the epoch, so an
 * epoch that nobody holds any more is garbage.
 */
final class Crew {

    /** Grows to as many threads as there are workers in all crews; a thread without work ends after a minute. */
    private static final ExecutorService POOL = Executors
            .newCachedThreadPool(Thread.ofPlatform().daemon().name("gradus-loader-", 1).factory());

    /** In microseconds. The sum of all naps is twice the longest: who hands in tasks less often can pay for a call. */
    private static final long SHORTEST_NAP = 100;
    private static final long LONGEST_NAP = 10_000;

    private final int size;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger present = new AtomicInteger();
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean complete;

    /** As many workers at most. */
    Crew(int size) {
        this.size = size;
    }

    /** Hands in a task, for the workers that are there or the next to be called. */
    void add(Runnable task) {
        tasks.add(task);
    }

    /** Says that no task follows, so that workers go home at once when all are taken up. */
    void complete() {
        complete = true;
    }

    /** Calls missing workers if none is there, or if so many tasks wait that those who are there do not keep up. */
    void call(int many) {
        int missing = size - present.get();
        if (missing == 0) {
            return;
        }
        int waiting = tasks.size();
        if (missing == size || waiting >= many) {
            for (int i = 0; i < Math.min(missing, waiting) && enter(); i++) {
                POOL.execute(this::work);
            }
        }
    }

    /** Ends all naps: someone waits. */
    void hurry() {
        if (wake.availablePermits() == 0) {
            wake.release(size);
        }
    }

    private boolean enter() {
        return present.getAndUpdate(count -> Math.min(count + 1, size)) < size;
    }

    private void work() {
        long nap = SHORTEST_NAP;
        while (true) {
            Runnable task = tasks.poll();
            if (task != null) {
                task.run();
                nap = SHORTEST_NAP;
            } else if (nap <= LONGEST_NAP && !complete) {
                nap = woken(nap) ? SHORTEST_NAP : 2 * nap;
            } else if (leave()) {
                return;
            }
        }
    }

    private boolean woken(long nap) {
        try {
            return wake.tryAcquire(nap, TimeUnit.MICROSECONDS);
        } catch (InterruptedException e) {
            return true; // that was meant for an earlier task
        }
    }

    /** A task that came before the count fell was not meant for another worker yet; after that, one is called for it. */
    private boolean leave() {
        present.decrementAndGet();
        return tasks.isEmpty() || !enter();
    }
}
