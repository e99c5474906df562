package org.gradus.core.io;

/**
 * What the directory of an archive says of an entry.
 *
 * @param crc the CRC-32 of its content
 * @param packed its bytes in the archive
 * @param size its bytes when unpacked
 * @param header where its local header begins
 */
record ZipMember(String name, boolean deflated, long crc, long packed, long size, long header) {

    /** No deflated data expand by more. */
    private static final long MOST_RATIO = 1032;

    void checkSizes(Source source) throws TensorFileException {
        if (!deflated && packed != size || deflated && size / MOST_RATIO > packed) {
            throw source.problem("entry '" + name + "' would have " + size + " bytes, but only " + packed
                    + " are stored, which cannot make them");
        }
    }
}
