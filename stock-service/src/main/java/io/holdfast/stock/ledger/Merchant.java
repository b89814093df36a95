package io.holdfast.stock.ledger;

import java.util.List;
import java.util.Map;

/**
 * What decisions need to know of a merchant beside stock.
 *
 * @param locations codes in the order of their creation
 * @param channels by code
 */
public record Merchant(String id, List<String> locations, Map<String, Channel> channels, Settings settings) {}
