/** Published networks, vision datasets and transforms. */
module org.gradus.models {
    requires transitive org.gradus.optim;
    requires java.desktop;

    exports org.gradus.models;
    exports org.gradus.models.datasets;
    exports org.gradus.models.transforms;
}
