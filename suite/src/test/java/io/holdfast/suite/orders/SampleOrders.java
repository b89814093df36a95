package io.holdfast.suite.orders;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Makes the bundled sample: a small shop's week, the same in every run. */
final class SampleOrders {

    private static final int INVOICES = 300;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final List<String> THINGS = List.of("TEAPOT", "LANTERN", "PICTURE FRAME", "DOORMAT", "BIRD FEEDER", "CAKE TIN",
            "NOTEBOOK", "PENCIL BOX", "CANDLE", "COASTER SET", "MUG", "APRON");
    private static final List<String> LOOKS = List.of("BLUE", "ROSE", "OAK", "COPPER", "PAPER", "STRIPED", "SMALL", "LARGE", "VINTAGE", "PLAIN");

    private final Random random = new Random(20111101);
    private final List<String[]> articles = new ArrayList<>();
    private final Map<String, List<String[]>> sold = new LinkedHashMap<>();
    private final StringBuilder csv = new StringBuilder("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
    private LocalDateTime time = LocalDateTime.of(2024, 11, 4, 9, 0);

    static String csv() {
        return new SampleOrders().make();
    }

    private String make() {
        for (int i = 0; i < THINGS.size() * LOOKS.size(); i++) {
            String code = String.valueOf(31000 + i * 7) + (i % 11 == 0 ? "A" : "");
            articles.add(new String[] {code, LOOKS.get(i % LOOKS.size()) + " " + THINGS.get(i / LOOKS.size()), price()});
        }
        // Codes are compared exactly: these are two articles.
        articles.add(new String[] {"31000a", "BLUE TEAPOT, \"SECOND CHOICE\"", "1.25"});
        for (int number = 0; number < INVOICES; number++) {
            time = time.plusMinutes(7 + random.nextInt(13));
            if (number > 40 && number % 14 == 0) {
                takeBack("C" + (700000 + number));
            } else if (number % 37 == 5) {
                row(String.valueOf(700000 + number), article(), "broken in the warehouse", -(1 + random.nextInt(5)), "0.0", "");
            } else {
                sell(String.valueOf(700000 + number));
            }
        }
        return csv.toString();
    }

    private void sell(String invoice) {
        String customer = random.nextInt(100) < 14 ? "" : String.valueOf(20000 + random.nextInt(60));
        boolean wholesale = !customer.isEmpty() && random.nextInt(100) < 15;
        int lines = 1 + random.nextInt(wholesale ? 8 : 5);
        for (int i = 0; i < lines; i++) {
            String[] article = article();
            int quantity = wholesale ? 48 + 12 * random.nextInt(12) : 1 + random.nextInt(12);
            row(invoice, article, article[1], quantity, article[2], customer);
            sold.computeIfAbsent(customer, c -> new ArrayList<>()).add(new String[] {article[0], article[1], article[2], String.valueOf(quantity)});
        }
        if (random.nextInt(100) < 8) {
            row(invoice, new String[] {"POST"}, "POSTAGE", 1, "18.0", customer);
        }
    }

    private void takeBack(String invoice) {
        List<String> customers = sold.keySet().stream().filter(customer -> !customer.isEmpty()).toList();
        String customer = customers.get(random.nextInt(customers.size()));
        List<String[]> bought = sold.get(customer);
        String[] article = random.nextInt(100) < 80 ? bought.get(random.nextInt(bought.size())) : new String[] {article()[0], "UNKNOWN RETURN", "1.0", "2"};
        int quantity = Math.max(1, Integer.parseInt(article[3]) / (1 + random.nextInt(3)));
        row(invoice, article, article[1], -quantity, article[2], customer);
        if (random.nextInt(100) < 20) {
            row(invoice, new String[] {"M"}, "Manual", -1, "5.0", customer);
        }
    }

    /** A few articles sell far more often than the others. */
    private String[] article() {
        double draw = random.nextDouble();
        return articles.get((int) (draw * draw * articles.size()));
    }

    private String price() {
        return String.format(Locale.ROOT, "%d.%d", 1 + random.nextInt(12), 25 * random.nextInt(4));
    }

    private void row(String invoice, String[] article, String description, int quantity, String price, String customer) {
        String quoted = description.contains(",") || description.contains("\"") ? '"' + description.replace("\"", "\"\"") + '"' : description;
        csv.append(String.join(",", invoice, article[0], quoted, String.valueOf(quantity), TIME.format(time), price,
                customer.isEmpty() ? "" : customer + ".0", "United Kingdom")).append('\n');
    }
}
