package io.holdfast.catalog.product;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.service.problem.Problem.Errors;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Variants of one merchant that are edited together: what is stored of them, locked, and what shall be. */
public final class VariantBook {

    /** Of a new row, by the schema. */
    private static final long FIRST_VERSION = 1;

    private final Map<String, Variant> stored = new HashMap<>();
    private final Set<UUID> several;
    private final Map<String, Set<String>> bundlesByComponent;
    private final Map<String, VariantFields> edited = new LinkedHashMap<>();
    private final Map<UUID, String> renamed = new LinkedHashMap<>();
    private final Map<String, Added> added = new LinkedHashMap<>();

    /** A new variant with a product of its own. */
    record Added(UUID product, String name, VariantFields fields) {

        /** As it is once it is stored. */
        Variant variant(Instant now) {
            return new Variant(product, name, false, fields, FIRST_VERSION, now, null);
        }
    }

    /**
     * @param several products that have several variants
     * @param bundlesByComponent bundles by their components, of those SKUs that may become bundles
     */
    VariantBook(Collection<Variant> stored, Set<UUID> several, Map<String, Set<String>> bundlesByComponent) {
        stored.forEach(variant -> this.stored.put(variant.sku(), variant));
        this.several = several;
        this.bundlesByComponent = bundlesByComponent;
    }

    /** The variant as it was stored, or null. */
    public Variant stored(String sku) {
        return stored.get(sku);
    }

    /** The variant's fields as they shall be, or null for one that is not in the book. */
    public VariantFields fields(String sku) {
        if (added.containsKey(sku)) {
            return added.get(sku).fields();
        }
        Variant variant = stored.get(sku);
        return edited.getOrDefault(sku, variant == null ? null : variant.fields());
    }

    /** Edits a variant that is in the book; complete and checked but for its bundle, which is checked here. */
    public void edit(VariantFields after, String pointer, Errors errors) {
        VariantFields before = fields(after.sku());
        if (after.equals(before)) {
            return;
        }
        if (after.bundled() && !after.bundle().equals(before.bundle())) {
            checkBundle(after, pointer, errors);
        }
        if (errors.isEmpty()) {
            keepUse(before, after);
            if (added.containsKey(after.sku())) {
                added.computeIfPresent(after.sku(), (sku, its) -> new Added(its.product(), its.name(), after));
            } else {
                edited.put(after.sku(), after);
            }
        }
    }

    /** Adds a variant whose product has the name. */
    public void add(String name, VariantFields fields) {
        added.put(fields.sku(), new Added(UuidCreator.getTimeOrderedEpoch(), name, fields));
    }

    /** What a merchant calls the variant, as it shall be. */
    public String called(String sku) {
        if (added.containsKey(sku)) {
            return added.get(sku).name();
        }
        String product = productName(stored.get(sku));
        String own = fields(sku).name();
        return own == null ? product : product + " " + own;
    }

    /**
     * Has the variant called otherwise: by the name of its product where it stands alone there and has none of its own,
     * else by its own name, behind the product's.
     */
    public void call(String sku, String name) {
        if (called(sku).equals(name)) {
            return;
        }
        if (added.containsKey(sku)) {
            added.computeIfPresent(sku, (key, its) -> new Added(its.product(), name, its.fields()));
            return;
        }
        Variant variant = stored.get(sku);
        if (fields(sku).name() == null && !several.contains(variant.productId())) {
            renamed.put(variant.productId(), name);
        } else {
            String prefix = productName(variant) + " ";
            boolean withProduct = name.startsWith(prefix) && name.length() > prefix.length();
            edited.put(sku, fields(sku).named(withProduct ? name.substring(prefix.length()) : name));
        }
    }

    Map<UUID, String> renamed() {
        return renamed;
    }

    Map<String, Added> added() {
        return added;
    }

    /** Stored variants of which anything changes; a variant alone in its product changes with the product's name. */
    List<VariantFields> changed() {
        Set<String> skus = new LinkedHashSet<>(edited.keySet());
        stored.values().stream().filter(variant -> renamed.containsKey(variant.productId())).map(Variant::sku).forEach(skus::add);
        return skus.stream().sorted().map(this::fields).toList();
    }

    private String productName(Variant variant) {
        return renamed.getOrDefault(variant.productId(), variant.productName());
    }

    /** Bundles are made of plain variants only: so no bundle can contain itself, however long the way round. */
    void checkBundle(VariantFields bundle, String pointer, Errors errors) {
        String at = pointer + "/bundle";
        List<String> components = bundle.componentSkus();
        for (int i = 0; i < components.size(); i++) {
            String sku = components.get(i);
            VariantFields component = fields(sku);
            errors.check(!sku.equals(bundle.sku()), at + "/" + i + "/sku", "must be another variant: a bundle can't contain itself")
                    .check(component != null, at + "/" + i + "/sku", "must be a variant: there is no \"" + sku + "\"")
                    .check(component == null || !component.bundled() || sku.equals(bundle.sku()), at + "/" + i + "/sku",
                            "must not be a bundle itself: name what \"" + sku + "\" is made of instead")
                    .check(stored.get(sku) == null || !stored.get(sku).archived(), at + "/" + i + "/sku",
                            "must not be archived: \"" + sku + "\" is");
        }
        Set<String> users = bundlesByComponent.getOrDefault(bundle.sku(), Set.of());
        errors.check(users.isEmpty(), at, "must be none: this variant is itself a component of "
                + String.join(", ", users.stream().sorted().limit(3).map(sku -> "\"" + sku + "\"").toList()) + ", and bundles are made of plain variants");
    }

    private void keepUse(VariantFields before, VariantFields after) {
        before.componentSkus().forEach(sku -> bundlesByComponent.computeIfPresent(sku, (key, bundles) -> {
            bundles.remove(after.sku());
            return bundles;
        }));
        after.componentSkus().forEach(sku -> bundlesByComponent.computeIfAbsent(sku, key -> new HashSet<>()).add(after.sku()));
    }
}
