package org.gradus.core.wrong;

import com.google.gson.Gson;
import java.util.logging.Logger;
import jdk.incubator.vector.FloatVector;

/** Parts of core that use what they must not. */
public final class Uses {

    private Uses() {}

    /** The Vector API outside the kernels. */
    public interface Vectors {

        /** Takes one. */
        void run(FloatVector x);
    }

    /** Another library. */
    public interface Libraries {

        /** Takes its class. */
        void run(Gson gson);
    }

    /** The JDK's old logging. */
    public interface Logging {

        /** Takes a logger. */
        void run(Logger logger);
    }
}
