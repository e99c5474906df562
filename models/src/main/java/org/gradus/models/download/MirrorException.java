package org.gradus.models.download;

import java.io.IOException;

/** A mirror does not have the file, so that asking it again is of no use. */
final class MirrorException extends IOException {

    private static final long serialVersionUID = 1;

    MirrorException(String message) {
        super(message);
    }
}
