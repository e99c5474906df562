/** Published networks, vision datasets and transforms. */
module org.gradus.models {
    requires transitive org.gradus.optim;
    requires java.desktop;
    requires org.apache.commons.csv;

    exports org.gradus.models;
    exports org.gradus.models.datasets;
    exports org.gradus.models.transforms;
}
