/** Published networks, vision datasets and transforms. */
module org.gradus.models {
    requires transitive org.gradus.optim;
}
