package org.gradus.examples.peers.process;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The last few thousand bytes that a process printed, kept for the message should it die. */
final class Chatter extends OutputStream {

    private static final int KEPT = 8192;

    private final byte[] ring = new byte[KEPT];
    private long written;

    @Override
    public synchronized void write(int value) {
        ring[(int) (written++ % KEPT)] = (byte) value;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (int i = 0; i < length; i++) {
            write(bytes[offset + i]);
        }
    }

    /** Forgets everything. */
    synchronized void clear() {
        written = 0;
    }

    @Override
    public synchronized String toString() {
        int kept = (int) Math.min(written, KEPT);
        byte[] last = new byte[kept];
        for (int i = 0; i < kept; i++) {
            last[i] = ring[(int) ((written - kept + i) % KEPT)];
        }
        return new String(last, StandardCharsets.UTF_8).strip();
    }
}
