/** Small runnable programs, the command line and benchmarks. */
@SuppressWarnings("requires-automatic") // XChart and commons-math3 have no module descriptors
module org.gradus.examples {
    requires transitive org.gradus.models;
    requires info.picocli;
    requires org.knowm.xchart;
    requires com.google.gson;
    requires commons.math3;
    requires java.desktop;
    requires java.management;
    requires jdk.management;

    // picocli reads the annotations of the commands
    opens org.gradus.examples to info.picocli;
    opens org.gradus.examples.bench to info.picocli;
    opens org.gradus.examples.console to info.picocli;
    opens org.gradus.examples.derivatives to info.picocli;
    opens org.gradus.examples.draw to info.picocli;
    opens org.gradus.examples.fit to info.picocli;
    opens org.gradus.examples.gradients to info.picocli;
    opens org.gradus.examples.lecture to info.picocli;
    opens org.gradus.examples.peers to info.picocli;
    opens org.gradus.examples.profile to info.picocli;
    opens org.gradus.examples.summary to info.picocli;
    opens org.gradus.examples.vgg to info.picocli;
    opens org.gradus.examples.weights to info.picocli;
}
