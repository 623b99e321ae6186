package dev.softclick.app.fleet.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.softclick.app.fleet.figures.Totals;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Answers {@code GET /metrics} over plain HTTP, for Prometheus. One thread; who comes while too many wait is turned away. */
public final class MetricsServer implements AutoCloseable {
    private static final int BACKLOG = 16;
    private static final int MAX_WAITING = 16;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int BAD_METHOD = 405;

    private final HttpServer server;
    private final ThreadPoolExecutor thread;

    private MetricsServer(HttpServer server, Supplier<Totals> totals) {
        this.server = server;
        thread = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING),
                Thread.ofPlatform().name("softclick-fleet-metrics").daemon().factory(), new ThreadPoolExecutor.AbortPolicy());
        server.setExecutor(thread);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange, totals);
            }
        });
    }

    /**
     * Listens there; port 0 chooses one.
     *
     * @throws IOException with one line when it can't
     */
    public static MetricsServer open(InetSocketAddress address, Supplier<Totals> totals) throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(address, BACKLOG);
        } catch (IOException e) {
            throw new IOException("the metrics can't be served at " + address.getHostString() + ":" + address.getPort() + ": " + e.getMessage(), e);
        }
        MetricsServer opened = new MetricsServer(server, totals);
        server.start();
        return opened;
    }

    private static void answer(HttpExchange exchange, Supplier<Totals> totals) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            exchange.sendResponseHeaders(BAD_METHOD, -1);
            return;
        }
        boolean metrics = exchange.getRequestURI().getPath().equals("/metrics");
        byte[] body = (metrics ? MetricsText.of(totals.get()) : "the metrics are at /metrics\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", metrics ? MetricsText.CONTENT_TYPE : "text/plain; charset=utf-8");
        // A scrape comes every few seconds: a connection kept for it would only be one more to look after.
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(metrics ? OK : NOT_FOUND, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** Where it answers. */
    public String url() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().getHostAddress();
        return "http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort() + "/metrics";
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
    }
}
