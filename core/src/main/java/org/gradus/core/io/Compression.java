package org.gradus.core.io;

/** How the entries of an archive are written. */
public enum Compression {

    /** As they are: fast to write and to read. */
    STORED,

    /** By the deflate algorithm: smaller where values repeat, hardly so for trained weights. */
    DEFLATED
}
