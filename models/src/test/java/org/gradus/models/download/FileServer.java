package org.gradus.models.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on this machine that answers as a test wants, and remembers what it was asked. */
public final class FileServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    /** Answers one request. */
    public interface Answer {

        /** Answers it; whatever it leaves open is closed, which breaks a connection that promised more. */
        void to(HttpExchange exchange) throws IOException;
    }

    /** A server without any page. */
    public FileServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    /** Adds a page, and gives its address. */
    public String add(String path, Answer answer) {
        server.createContext(path, exchange -> {
            try (exchange) {
                requests.add(path + " " + header(exchange, "Range") + " " + header(exchange, "If-Range"));
                answer.to(exchange);
            }
        });
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "-" : value;
    }

    /** What was asked so far: path, range and validator. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Sends a whole file. */
    public static Answer whole(byte[] content) {
        return exchange -> send(exchange, 200, content, content.length);
    }

    /** Sends a status and nothing else. */
    public static Answer status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    /** Sends a file, or what is asked of it; at most so many bytes of it, then the connection breaks. */
    public static Answer ranges(byte[] content, String tag, int most) {
        return ranges(content, "ETag", tag, most);
    }

    /** As {@link #ranges(byte[], String, int)}, with the content called something in another header. */
    public static Answer ranges(byte[] content, String header, String tag, int most) {
        return exchange -> {
            exchange.getResponseHeaders().set(header, tag);
            String range = header(exchange, "Range");
            String condition = header(exchange, "If-Range");
            int begin = range.equals("-") || !condition.equals("-") && !condition.equals(tag)
                    ? 0
                    : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
            if (begin > 0) {
                exchange.getResponseHeaders().set("Content-Range",
                        "bytes %d-%d/%d".formatted(begin, content.length - 1, content.length));
            }
            byte[] rest = java.util.Arrays.copyOfRange(content, begin, content.length);
            send(exchange, begin > 0 ? 206 : 200, rest, most);
        };
    }

    private static void send(HttpExchange exchange, int status, byte[] content, int most) throws IOException {
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(content, 0, Math.min(most, content.length));
            out.flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
