/** Tensors, the tape, operations and their kernels, gradient checks, random numbers, data pipeline, tensor files. */
@SuppressWarnings("requires-automatic") // commons-math3 has no module descriptor
module org.gradus.core {
    requires transitive com.google.common;
    requires commons.math3;
    requires jdk.incubator.vector;
    requires jdk.management;
    requires static transitive org.jspecify;

    exports org.gradus.core;
    exports org.gradus.core.data;
    exports org.gradus.core.gradcheck;
    exports org.gradus.core.gradcheck.diagnosis;
    exports org.gradus.core.gradcheck.table;
    exports org.gradus.core.gradcheck.trial;
    exports org.gradus.core.io;
    exports org.gradus.core.kernel;
    exports org.gradus.core.op;
    exports org.gradus.core.random;
}
