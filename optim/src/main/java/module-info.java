/** Optimisers, schedules, clipping, the training loop and its callbacks. */
module org.gradus.optim {
    requires transitive org.gradus.layers;

    exports org.gradus.optim;
}
