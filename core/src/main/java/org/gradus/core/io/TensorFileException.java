package org.gradus.core.io;

import java.io.IOException;

/** A file that is not what it should be; the message names its format, the file, and what is wrong with it. */
public final class TensorFileException extends IOException {

    private static final long serialVersionUID = 1L;

    TensorFileException(String message) {
        super(message);
    }
}
