package org.gradus.models.download;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * How patiently files are fetched.
 *
 * @param attempts how many attempts in a row may bring nothing before the next mirror is asked
 * @param pause how long to wait after the first of them; twice as long after each further one, at most a minute
 * @param timeout how long a server may say nothing
 * @param progress who is told
 */
public record DownloadOptions(int attempts, Duration pause, Duration timeout, DownloadProgress progress) {

    /** Five attempts, the first pause a second, half a minute of silence, and nobody is told. */
    public static final DownloadOptions DEFAULT = new DownloadOptions(5, Duration.ofSeconds(1), Duration.ofSeconds(30),
            (_, _, _) -> {});

    /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
    public DownloadOptions {
        checkArgument(attempts >= 1, "[download] attempts must be at least 1, but are %s", attempts);
        checkArgument(!pause.isNegative(), "[download] the pause must not be negative, but is %s", pause);
        checkArgument(timeout.isPositive(), "[download] the timeout must be positive, but is %s", timeout);
    }

    /** These options with another number of attempts. */
    public DownloadOptions withAttempts(int value) {
        return new DownloadOptions(value, pause, timeout, progress);
    }

    /** These options with another first pause. */
    public DownloadOptions withPause(Duration value) {
        return new DownloadOptions(attempts, value, timeout, progress);
    }

    /** These options with another limit of silence. */
    public DownloadOptions withTimeout(Duration value) {
        return new DownloadOptions(attempts, pause, value, progress);
    }

    /** These options with someone who is told. */
    public DownloadOptions withProgress(DownloadProgress value) {
        return new DownloadOptions(attempts, pause, timeout, value);
    }
}
