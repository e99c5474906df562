package org.gradus.core.gradcheck;

import com.google.common.collect.AbstractIterator;
import java.time.Duration;
import java.util.Iterator;

/** A time after which nothing new is begun. */
record Deadline(long nanoTime) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    /** As much of a sequence as there is time for, and so many of it at the least. */
    <T> Iterator<T> limit(Iterator<T> sequence, int least) {
        return new AbstractIterator<>() {

            private int given;

            @Override
            protected T computeNext() {
                boolean more = sequence.hasNext() && (given < least || !left().isZero());
                given++;
                return more ? sequence.next() : endOfData();
            }
        };
    }
}
