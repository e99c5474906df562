package org.gradus.models.download;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file that others publish, known by its content.
 *
 * @param name what it is called here
 * @param size its bytes
 * @param sha256 the SHA-256 of its content, 64 hexadecimal digits in lower case
 * @param mirrors where it can be had, in the order in which they are asked
 */
public record RemoteFile(String name, long size, String sha256, ImmutableList<URI> mirrors) {

    private static final Pattern NAME = Pattern.compile("[\\w-][\\w.-]*");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the name is more than a plain name, the size negative, the sum no SHA-256, or the
     *         mirrors none or not of HTTP
     */
    public RemoteFile {
        checkArgument(NAME.matcher(name).matches(),
                "[download] a name has letters, digits, '_', '-' and, but at its beginning, '.', but is \"%s\"", name);
        checkArgument(size >= 0, "[download] %s: the size must not be negative, but is %s", name, size);
        checkArgument(SHA256.matcher(sha256).matches(),
                "[download] %s: expected the 64 hexadecimal digits of a SHA-256 in lower case, but \"%s\" came", name,
                sha256);
        checkArgument(!mirrors.isEmpty(), "[download] %s: expected at least one mirror, but none came", name);
        for (URI mirror : mirrors) {
            checkArgument("http".equals(mirror.getScheme()) || "https".equals(mirror.getScheme()),
                    "[download] %s: expected an address with http or https, but %s came", name, mirror);
        }
    }

    /**
     * Files that are published side by side.
     *
     * @param listing a line for each: name, size and SHA-256, with a space between them
     * @param folders addresses, each of which followed by the name is a mirror
     */
    public static ImmutableList<RemoteFile> list(String listing, String... folders) {
        return listing.lines().map(line -> {
            List<String> words = Splitter.on(' ').splitToList(line);
            checkArgument(words.size() == 3, "[download] expected a name, a size and a sum, but \"%s\" came", line);
            return new RemoteFile(words.get(0), Long.parseLong(words.get(1)), words.get(2),
                    Arrays.stream(folders).map(folder -> URI.create(folder + words.get(0)))
                            .collect(ImmutableList.toImmutableList()));
        }).collect(ImmutableList.toImmutableList());
    }
}
