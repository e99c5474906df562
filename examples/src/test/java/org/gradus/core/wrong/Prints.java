package org.gradus.core.wrong;

/** A part of core that talks to the console, in three ways. */
public final class Prints {

    private Prints() {}

    /** To standard output. */
    public static final class Out {

        private Out() {}

        /** Prints. */
        public static void print() {
            System.out.println();
        }
    }

    /** To standard error. */
    public static final class Err {

        private Err() {}

        /** Prints. */
        public static void print() {
            System.err.println();
        }
    }

    /** A stack trace. */
    public static final class Trace {

        private Trace() {}

        /** Prints. */
        public static void print(Exception e) {
            e.printStackTrace();
        }
    }
}
