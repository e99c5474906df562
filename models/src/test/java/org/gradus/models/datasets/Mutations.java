package org.gradus.models.datasets;

import java.util.Arrays;
import java.util.Random;

/** Files changed at random. */
final class Mutations {

    private Mutations() {}

    /** Bits flipped, bytes set to an extreme, a part left out or doubled, or the end cut off; mostly near the beginning. */
    static byte[] changed(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(random.nextBoolean() ? Math.min(64, bytes.length) : bytes.length);
            switch (random.nextInt(6)) {
                case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0);
                case 3 -> bytes[at] = (byte) random.nextInt(256);
                case 4 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                default -> {
                    int from = random.nextInt(bytes.length);
                    byte[] rest = Arrays.copyOfRange(bytes, from, bytes.length);
                    bytes = Arrays.copyOf(bytes, at + rest.length);
                    System.arraycopy(rest, 0, bytes, at, rest.length);
                }
            }
        }
        return bytes;
    }
}
