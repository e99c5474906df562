package org.gradus.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Lanes beside a drawing's layers for arrows over many of them, one for all far readers of a box: side by side where they
 * are in use at the same time, and used again below. Each arrow takes the same few points, however far it goes.
 */
final class SideLanes {

    /** The layers from a box to the last of its far readers. */
    private static final class Trip {

        private final int from;
        private int to;
        private int lane;

        Trip(int from) {
            this.from = from;
        }

        int to() {
            return to;
        }
    }

    private final Trip[] trips;
    private final int count;

    /**
     * @param layerOf each box's layer
     * @param far those arrows that do not go through the layers
     */
    SideLanes(int[] layerOf, List<LayeredLayout.Arrow> far) {
        trips = new Trip[layerOf.length];
        List<Trip> all = new ArrayList<>();
        for (LayeredLayout.Arrow arrow : far) {
            if (trips[arrow.from()] == null) {
                trips[arrow.from()] = new Trip(layerOf[arrow.from()]);
                all.add(trips[arrow.from()]);
            }
            Trip trip = trips[arrow.from()];
            trip.to = Math.max(trip.to, layerOf[arrow.to()]);
        }
        all.sort(Comparator.comparingInt(trip -> trip.from));
        count = assign(all);
    }

    /** Gives each the lane that has been free for longest, or a new one; says how many there are. */
    private static int assign(List<Trip> inOrder) {
        var busy = new PriorityQueue<Trip>(Comparator.comparingInt(Trip::to));
        int lanes = 0;
        for (Trip trip : inOrder) {
            Trip ended = busy.peek();
            if (ended != null && ended.to <= trip.from) {
                trip.lane = busy.remove().lane;
            } else {
                trip.lane = lanes++;
            }
            busy.add(trip);
        }
        return lanes;
    }

    /** How many there are side by side. */
    int count() {
        return count;
    }

    /** The lane of a box with far readers, from 0. */
    int of(int box) {
        return trips[box].lane;
    }
}
