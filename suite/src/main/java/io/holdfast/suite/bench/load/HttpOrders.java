package io.holdfast.suite.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.List;

/** Orders of one unit each, posted over connections that are kept. An answer is the number of its status. */
final class HttpOrders implements Call {

    private final HttpClient client;
    private final List<RequestOptions> targets;
    private final Job.Http job;

    HttpOrders(Vertx vertx, Job.Http job) {
        this.job = job;
        this.client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(true).setConnectTimeout(5_000),
                new PoolOptions().setHttp1MaxSize(job.connections()));
        this.targets = job.addresses().stream().map(address -> new RequestOptions().setMethod(HttpMethod.POST)
                .setAbsoluteURI(address + "/v1/orders").putHeader("Authorization", "Bearer " + job.key())
                .putHeader("Content-Type", "application/json")).toList();
    }

    @Override
    public Future<String> send(int client, long number) {
        String body = "{\"channel\":\"" + job.channel() + "\",\"reference\":\"" + job.references() + number
                + "\",\"lines\":[{\"sku\":\"" + job.stock().sku(number) + "\",\"quantity\":1}]}";
        return this.client.request(targets.get((int) (number % targets.size())))
                // Asked for where the answer comes: to a thread that is a little late, its body would be gone, and never come.
                .compose(request -> request.send(Buffer.buffer(body))
                        .compose(response -> response.body().map(read -> String.valueOf(response.statusCode()))));
    }

    void close() {
        client.close();
    }
}
