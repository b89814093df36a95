package io.holdfast.suite.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.suite.bench.direct.EngineOrders;
import io.holdfast.suite.bench.direct.Reservations;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.httpproxy.HttpProxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that makes load: a job a line comes in, its answer goes out, until nobody asks any more. */
public final class LoadProcess {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 60;
    private static final int PROXY_CONNECTIONS = 128;
    private static final byte[] PLAIN_ANSWER = "{\"id\":\"0198c1f2-0000-7000-8000-000000000000\",\"state\":\"UNPAID\"}".getBytes(StandardCharsets.UTF_8);

    private final Vertx vertx;
    private final Map<String, EngineOrders> engines = new HashMap<>();
    private final Map<String, Reservations> reservations = new HashMap<>();

    private LoadProcess(Vertx vertx) {
        this.vertx = vertx;
    }

    /** @param arguments the number of event loops */
    public static void main(String[] arguments) throws IOException {
        // Standard output carries answers; what anything else prints goes to the log.
        PrintStream answers = System.out;
        System.setOut(System.err);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(Integer.parseInt(arguments[0])));
        LoadProcess process = new LoadProcess(vertx);
        try (BufferedReader jobs = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = jobs.readLine(); line != null; line = jobs.readLine()) {
                answers.println(process.answer(line));
            }
        }
        System.exit(0);
    }

    private String answer(String line) throws IOException {
        try {
            return JSON.writeValueAsString(Map.of("answer", run(JSON.readValue(line, Job.class))));
        } catch (Exception e) {
            e.printStackTrace();
            return JSON.writeValueAsString(Map.of("failure", String.valueOf(e)));
        }
    }

    private Object run(Job job) throws Exception {
        if (job instanceof Job.Http http) {
            return http(http);
        } else if (job instanceof Job.Engine engine) {
            EngineOrders orders = engines.computeIfAbsent(engine.database(), database -> EngineOrders.on(vertx, database));
            return await(ClosedLoop.run(vertx, engine.inFlight(), time(engine.seconds()), Long.MAX_VALUE, EngineOrders.ACCEPTED,
                    orders.of(engine)), engine.seconds());
        } else if (job instanceof Job.Transactions transactions) {
            String key = transactions.database() + "#" + transactions.clients();
            Reservations clients = reservations.containsKey(key) ? reservations.get(key)
                    : await(Reservations.connect(vertx, transactions.database(), transactions.clients()), 0);
            reservations.put(key, clients);
            return await(ClosedLoop.run(vertx, transactions.clients(), time(transactions.seconds()), Long.MAX_VALUE,
                    Reservations.ACCEPTED, clients.of(transactions)), transactions.seconds());
        }
        if (job instanceof Job.Stream stream) {
            return await(new StreamDelay(vertx, stream).run(), stream.orders().seconds());
        }
        if (job instanceof Job.Proxy proxy) {
            return await(proxy(proxy.port()), 0);
        }
        return await(serve(), 0);
    }

    private Sample http(Job.Http job) throws Exception {
        HttpOrders orders = new HttpOrders(vertx, job);
        try {
            Future<Sample> load = job.rate() > 0
                    ? OpenLoop.run(vertx, job.rate(), job.connections(), time(job.seconds()), "201", orders)
                    : ClosedLoop.run(vertx, job.connections(), time(job.seconds()), job.atMost(), "201", orders);
            return await(load, job.seconds());
        } finally {
            orders.close();
        }
    }

    /** Reads the whole request, as whoever decides something by it must, and answers. */
    private Future<Integer> serve() {
        return vertx.createHttpServer().requestHandler(request -> request.body().onSuccess(body -> request.response()
                        .setStatusCode(201).putHeader("Content-Type", "application/json").end(Buffer.buffer(PLAIN_ANSWER))))
                .listen(0, "127.0.0.1").map(server -> server.actualPort());
    }

    private Future<Integer> proxy(int port) {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(PROXY_CONNECTIONS));
        HttpProxy proxy = HttpProxy.reverseProxy(client).origin(port, "127.0.0.1");
        return vertx.createHttpServer().requestHandler(proxy).listen(0, "127.0.0.1").map(server -> server.actualPort());
    }

    private static <T> T await(Future<T> work, double seconds) throws Exception {
        return work.toCompletionStage().toCompletableFuture().get((long) seconds + PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static Duration time(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
