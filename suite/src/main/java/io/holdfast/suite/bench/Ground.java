package io.holdfast.suite.bench;

import io.holdfast.suite.bench.load.Job;
import io.holdfast.suite.bench.load.Sample;
import io.holdfast.suite.bench.load.Stock;
import io.holdfast.suite.launch.Database;
import io.holdfast.suite.launch.Service;
import io.holdfast.suite.launch.Suite;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Stream;

/** What measurements stand on: a shop with stock, a database without services, and the processes that make load. */
final class Ground {

    static final String LOAD = "load";
    static final String DIRECT = "direct";
    static final String PLAIN = "plain";
    static final String PROXY = "proxy";

    static final Stock ONE = new Stock("HOT", 1);
    static final Stock MANY = new Stock("WIDE", 10_000);
    static final int CONNECTIONS = 64;
    static final int IN_FLIGHT = 2_048;
    private static final String ADDRESS = "http://127.0.0.1:";
    private static final String CREATED = "201";
    private static final String RESERVED = """
            select coalesce(sum(reserved), 0) from level where merchant = ? and (sku = ? or sku like ? || '-%')""";

    private final Suite suite;
    private final BenchOptions options;
    private final BenchShop shop;
    private final Database bare;
    private final Worker load;
    private final Worker direct;
    private final String plain;
    private final String proxied;
    private final Worker server;
    private final Map<String, Map<String, LongAdder>> answers = new ConcurrentHashMap<>();

    private Ground(Suite suite, BenchOptions options, Function<String, Worker> workers) {
        this.suite = suite;
        this.options = options;
        this.shop = BenchShop.open(suite);
        this.load = workers.apply(LOAD);
        this.server = workers.apply(PLAIN);
        this.direct = workers.apply(DIRECT);
        int port = server.ask(new Job.Serve(), Integer.class);
        this.plain = ADDRESS + port;
        this.proxied = options.has(Measure.FLOOR) ? ADDRESS + workers.apply(PROXY).ask(new Job.Proxy(port), Integer.class) : plain;
        shop.stock(ONE, BareStock.UNITS);
        if (options.has(Measure.WIDE) || options.has(Measure.EXPIRY)) {
            shop.stock(MANY, BareStock.UNITS);
        }
        this.bare = BareStock.create(suite::database, "bare", ONE, MANY);
    }

    static Ground prepare(Suite suite, BenchOptions options, Function<String, Worker> workers) {
        return new Ground(suite, options, workers);
    }

    BenchShop shop() {
        return shop;
    }

    Worker load() {
        return load;
    }

    /** The database without services. */
    Database bare() {
        return bare;
    }

    /** @param inFlight commands that wait for their outcome at any time */
    Sample engine(Database database, Stock stock, String references, int inFlight, double seconds) {
        return direct.run(new Job.Engine(database.address(), BareStock.MERCHANT, BareStock.CHANNEL, stock, references, inFlight, seconds));
    }

    /** Transactions of one hot SKU. */
    Sample transactions(Job.Way way, String references, int clients, double seconds) {
        return direct.run(new Job.Transactions(bare.address(), way, BareStock.MERCHANT, BareStock.CHANNEL, BareStock.LOCATION, ONE,
                references, clients, seconds));
    }

    /** Posts that are answered by a server with nothing behind it. */
    Sample plain(String references, int connections, double seconds) {
        return plain(plain, references, connections, seconds);
    }

    /** The same through a proxy that does nothing but that. */
    Sample proxied(String references, int connections, double seconds) {
        return plain(proxied, references, connections, seconds);
    }

    private Sample plain(String address, String references, int connections, double seconds) {
        return load.run(new Job.Http(List.of(address), "none", BareStock.CHANNEL, ONE, references, connections, 0, Long.MAX_VALUE, seconds));
    }

    /** @param rate orders a second; 0: as many as go through */
    Sample orders(Stock stock, String references, int connections, double rate, double seconds) {
        Sample sample = load.run(new Job.Http(List.of(suite.gateway()), shop.key(), BareStock.CHANNEL, stock, references,
                connections, rate, Long.MAX_VALUE, seconds));
        count(stock, sample);
        return sample;
    }

    /** The same at the stock service itself, with a token such as the gateway puts on what it forwards. */
    Sample ordersWithoutGateway(Stock stock, String references, int connections, double rate, double seconds) {
        Sample sample = load.run(new Job.Http(List.of("http://localhost:" + suite.port(Service.STOCK)), suite.token(shop.merchant()), BareStock.CHANNEL,
                stock, references, connections, rate, Long.MAX_VALUE, seconds));
        count(stock, sample);
        return sample;
    }

    private void count(Stock stock, Sample sample) {
        sample.answers().forEach((answer, times) -> answers.computeIfAbsent(stock.name(), s -> new ConcurrentHashMap<>())
                .computeIfAbsent(answer, a -> new LongAdder()).add(times));
    }

    long reserved(Stock stock) {
        return (long) new Database(suite.database("stock")).number(RESERVED, shop.merchant(), stock.name(), stock.name());
    }

    /** Every unit that was promised is reserved, no other is, and the books agree. */
    void check(Report report) {
        for (Stock stock : Stream.of(ONE, MANY).filter(stock -> answers.containsKey(stock.name())).toList()) {
            Map<String, LongAdder> of = answers.get(stock.name());
            long created = of.getOrDefault(CREATED, new LongAdder()).sum();
            // Whether a call was carried out that got no answer, or an answer that does not know, nobody can tell.
            long unknown = of.entrySet().stream().filter(e -> e.getKey().startsWith("failed") || e.getKey().startsWith("5"))
                    .mapToLong(e -> e.getValue().sum()).sum();
            long reserved = reserved(stock);
            report.promise(stock.name() + ": " + created + " orders were answered 201, " + reserved + " units are reserved"
                    + (unknown == 0 ? "" : ", " + unknown + " calls were not answered or with 5xx"), reserved >= created && reserved <= created + unknown);
        }
        int differences = shop.auditDifferences();
        report.promise("audit: " + differences + " differences", differences == 0);
    }
}
