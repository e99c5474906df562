package org.gradus.examples.bench;

import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.gradus.core.data.Batch;
import org.gradus.core.data.DataLoader;
import org.gradus.core.data.DataLoaderOptions;
import org.gradus.models.datasets.MNIST;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Batches of 64 shuffled digits, taken as fast as they come. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class LoaderBenchmark {

    /** Threads that prepare batches. */
    @Param({"0", "1", "2"})
    int workers;

    private DataLoader loader;
    private Iterator<Batch> batches;

    /** Reads the digits. */
    @Setup
    public void prepare() {
        loader = new DataLoader(MNIST.embeddedTrain(),
                DataLoaderOptions.batchSize(64).withShuffle(true).withWorkers(workers));
        batches = loader.iterator();
    }

    /** Takes a batch, after an epoch's last the first of another. */
    @Benchmark
    public Batch next() {
        if (!batches.hasNext()) {
            batches = loader.iterator();
        }
        return batches.next();
    }
}
