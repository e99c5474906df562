package org.gradus.models.download;

import java.io.IOException;

/** Something in an archive is not what an honest archive has. */
final class RefusedEntryException extends IOException {

    private static final long serialVersionUID = 1;

    RefusedEntryException(String message) {
        super(message);
    }
}
