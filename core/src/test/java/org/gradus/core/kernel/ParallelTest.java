package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ParallelTest {

    private final int before = Parallel.getNumThreads();

    @BeforeEach
    void work_on_three_threads() {
        Parallel.setNumThreads(3);
    }

    @AfterEach
    void restore_the_number_of_threads() {
        Parallel.setNumThreads(before);
    }

    private static void checkEachRunsOnce(int tasks) {
        var runs = new AtomicIntegerArray(tasks);
        Parallel.run(tasks, runs::incrementAndGet);
        for (int task = 0; task < tasks; task++) {
            assertThat(runs.get(task)).as("runs of task %s of %s", task, tasks).isEqualTo(1);
        }
    }

    @Test
    void every_task_runs_once_on_any_number_of_threads() {
        for (int threads = 1; threads <= 5; threads++) {
            Parallel.setNumThreads(threads);
            for (int tasks : new int[]{0, 1, 2, 3, 7, 1000}) {
                checkEachRunsOnce(tasks);
            }
        }
    }

    @Test
    void tasks_run_at_the_same_time_on_the_caller_and_on_daemons() throws Exception {
        var barrier = new CyclicBarrier(3);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Parallel.run(3, _ -> {
            threads.add(Thread.currentThread());
            await(barrier);
        });
        assertThat(threads).hasSize(3).contains(Thread.currentThread());
        threads.remove(Thread.currentThread());
        assertThat(threads).allMatch(Thread::isDaemon)
                .allMatch(thread -> thread.getName().startsWith("gradus-worker-"));
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_task_that_asks_for_tasks_runs_them_itself_and_in_order() {
        Parallel.run(6, _ -> {
            var outer = Thread.currentThread();
            var order = new ArrayList<Integer>();
            Parallel.run(4, inner -> {
                assertThat(Thread.currentThread()).isSameAs(outer);
                order.add(inner);
            });
            assertThat(order).containsExactly(0, 1, 2, 3);
        });
        checkEachRunsOnce(100);
    }

    @Test
    void the_first_failing_task_by_number_reaches_the_caller_as_on_one_thread() {
        for (int trial = 0; trial < 300; trial++) {
            var ran = new AtomicIntegerArray(20);
            IntConsumer body = task -> {
                if (task == 5 || task == 6 || task == 11) {
                    throw new IllegalStateException("task " + task);
                }
                ran.set(task, 1);
            };
            assertThatThrownBy(() -> Parallel.run(20, body)).isInstanceOf(IllegalStateException.class)
                    .hasMessage("task 5");
            for (int task = 0; task < 5; task++) {
                assertThat(ran.get(task)).isEqualTo(1);
            }
        }
        checkEachRunsOnce(100);
    }

    @Test
    void all_tasks_have_ended_when_a_failure_reaches_the_caller() {
        for (int trial = 0; trial < 100; trial++) {
            var running = new AtomicInteger();
            assertThatThrownBy(() -> Parallel.run(10, task -> {
                running.incrementAndGet();
                try {
                    if (task == 0) {
                        throw new StackOverflowError("deep");
                    }
                    Thread.onSpinWait();
                } finally {
                    running.decrementAndGet();
                }
            })).isInstanceOf(StackOverflowError.class);
            assertThat(running).hasValue(0);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable e) throws E {
        throw (E) e;
    }

    @Test
    void a_checked_exception_that_slips_through_is_wrapped() {
        var cause = new IOException("disk");
        assertThatThrownBy(() -> Parallel.run(4, _ -> ParallelTest.<RuntimeException>sneak(cause)))
                .isInstanceOf(AssertionError.class).hasCause(cause);
    }

    @Test
    void a_failure_in_nested_tasks_reaches_the_outer_caller() {
        assertThatThrownBy(() -> Parallel.run(4, outer -> Parallel.run(4, inner -> {
            if (outer == 2 && inner == 1) {
                throw new IllegalStateException("inner");
            }
        }))).hasMessage("inner");
        var threads = ConcurrentHashMap.<Thread>newKeySet();
        var barrier = new CyclicBarrier(3);
        Parallel.run(3, _ -> {
            threads.add(Thread.currentThread());
            await(barrier);
        });
        assertThat(threads).as("the caller may run in parallel again").hasSize(3);
    }

    @Test
    void callers_on_several_threads_do_not_disturb_each_other_nor_does_a_changing_number_of_threads() throws Exception {
        var done = new AtomicBoolean();
        var callers = new ArrayList<FutureTask<Void>>();
        for (int caller = 0; caller < 4; caller++) {
            int tasks = 2 + 9 * caller;
            var work = new FutureTask<Void>(() -> {
                for (int run = 0; run < 300; run++) {
                    checkEachRunsOnce(tasks);
                }
                return null;
            });
            callers.add(work);
            (caller % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual()).start(work);
        }
        var changer = Thread.ofPlatform().start(() -> {
            for (int count = 0; !done.get(); count++) {
                Parallel.setNumThreads(1 + count % 4);
                Thread.onSpinWait();
            }
        });
        try {
            for (var caller : callers) {
                caller.get();
            }
        } finally {
            done.set(true);
            changer.join();
        }
    }

    @Test
    void an_interrupted_caller_waits_for_its_tasks_and_stays_interrupted() {
        Thread.currentThread().interrupt();
        checkEachRunsOnce(50);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_task_that_interrupts_its_thread_does_not_stop_the_workers() {
        Parallel.run(3, _ -> Thread.currentThread().interrupt());
        Thread.interrupted();
        checkEachRunsOnce(50);
        checkTasksRunAtTheSameTime();
    }

    private static void checkTasksRunAtTheSameTime() {
        var barrier = new CyclicBarrier(3);
        Parallel.run(3, _ -> await(barrier));
    }

    @Test
    void what_ran_while_the_workers_were_busy_is_not_kept_alive() throws Exception {
        var release = new CountDownLatch(1);
        var started = new CountDownLatch(3);
        var blocker = Thread.ofPlatform().start(() -> Parallel.run(3, _ -> {
            started.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }));
        started.await();
        try {
            List<WeakReference<float[]>> arrays = new ArrayList<>();
            for (int run = 0; run < 5; run++) {
                float[] array = new float[1000];
                arrays.add(new WeakReference<>(array));
                Parallel.run(4, task -> array[task] = 1);
            }
            for (int attempt = 0; attempt < 100 && arrays.stream().anyMatch(array -> array.get() != null); attempt++) {
                System.gc();
                Thread.sleep(10);
            }
            assertThat(arrays).allMatch(array -> array.get() == null);
        } finally {
            release.countDown();
            blocker.join();
        }
    }

    @Test
    void a_number_of_threads_below_one_is_refused() {
        assertThatThrownBy(() -> Parallel.setNumThreads(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[setNumThreads]").hasMessageContaining("at least 1").hasMessageContaining("0");
        assertThat(Parallel.getNumThreads()).isEqualTo(3);
    }

    @Test
    void chunks_make_up_the_whole_loop() {
        for (int length : new int[]{0, 1, 9, 10, 11, 99, 100, 101}) {
            var seen = new AtomicIntegerArray(length);
            Chunks.run(length, 10, (from, to) -> {
                assertThat(to - from).isBetween(1, 10);
                for (int i = from; i < to; i++) {
                    seen.incrementAndGet(i);
                }
            });
            for (int i = 0; i < length; i++) {
                assertThat(seen.get(i)).isEqualTo(1);
            }
        }
    }
}
