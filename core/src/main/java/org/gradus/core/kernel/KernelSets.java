package org.gradus.core.kernel;

/**
 * The kernels in use, chosen once when the first tensor is computed: FLOAT32 is vectorised where the JVM has the Vector
 * API, and runs through the plain loops otherwise.
 */
public final class KernelSets {

    /** FLOAT32. */
    public static final Kernels<float[]> FLOAT32 = float32();

    /** FLOAT64. */
    public static final Kernels<double[]> FLOAT64 = new Float64Kernels();

    /** INT64. */
    public static final Kernels<long[]> INT64 = new Int64Kernels();

    /** BOOL. */
    public static final Kernels<boolean[]> BOOL = new BoolKernels();

    private KernelSets() {}

    private static Kernels<float[]> float32() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            return new VectorKernels();
        }
        System.getLogger("org.gradus").log(System.Logger.Level.WARNING,
                "float32 runs through plain loops, many times slower, because the Vector API is not loaded; "
                        + "start java with --add-modules jdk.incubator.vector");
        return new PlainFloat32Kernels();
    }
}
