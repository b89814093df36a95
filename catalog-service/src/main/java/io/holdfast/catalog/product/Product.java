package io.holdfast.catalog.product;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A product as it is stored, with its variants in the order they were given. */
record Product(UUID id, String name, boolean archived, long version, Instant createdAt, List<Variant> variants) {

    Product with(List<Variant> its) {
        return new Product(id, name, archived, version, createdAt, its);
    }
}
