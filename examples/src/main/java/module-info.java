/** Small runnable programs, the command line and benchmarks. */
@SuppressWarnings("requires-automatic") // XChart has no module descriptor
module org.gradus.examples {
    requires transitive org.gradus.models;
    requires info.picocli;
    requires org.knowm.xchart;
}
