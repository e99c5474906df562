package org.gradus.core.wrong;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parts of core whose order changes from run to run. */
public final class Salted {

    private Salted() {}

    /** A set's. */
    public static final class Sets {

        private Sets() {}

        /** The same elements, in another order. */
        public static Iterable<Integer> of(List<Integer> elements) {
            return Set.copyOf(elements);
        }
    }

    /** A map's. */
    public static final class Maps {

        private Maps() {}

        /** Two keys. */
        public static Iterable<String> of(int first, int second) {
            return Map.of("first", first, "second", second).keySet();
        }
    }
}
