/** Optimisers, schedules, clipping, the training loop and its callbacks. */
module org.gradus.optim {
    requires transitive org.gradus.layers;

    exports org.gradus.optim;
    exports org.gradus.optim.metrics;
    exports org.gradus.optim.training;
}
