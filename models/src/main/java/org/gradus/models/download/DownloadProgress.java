package org.gradus.models.download;

/** Is told how far a download has come. */
@FunctionalInterface
public interface DownloadProgress {

    /**
     * Called on the downloading thread, some ten times a second and once at the end.
     *
     * @param file the file's name
     * @param done the bytes that are there, what an earlier download left included
     * @param total the bytes of the whole file
     */
    void update(String file, long done, long total);
}
