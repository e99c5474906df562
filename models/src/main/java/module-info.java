/** Published networks, vision datasets and transforms. */
module org.gradus.models {
    requires transitive org.gradus.optim;
    requires java.desktop;
    requires java.net.http;
    requires org.apache.commons.compress;
    requires org.apache.commons.csv;

    exports org.gradus.models;
    exports org.gradus.models.datasets;
    exports org.gradus.models.download;
    exports org.gradus.models.insight;
    exports org.gradus.models.transforms;
}
