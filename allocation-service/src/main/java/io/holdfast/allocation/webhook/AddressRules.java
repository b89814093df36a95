package io.holdfast.allocation.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses a webhook may reach: those of the public internet, and nothing else. Whatever is not known to be public
 * is refused, so that no merchant can make Holdfast call into the network that it runs in.
 */
final class AddressRules {

    /** Not public, by the IANA special-purpose registry of IPv4. */
    private static final List<Network> SPECIAL_V4 = List.of(
            network("0.0.0.0/8", "an unspecified address"), network("10.0.0.0/8", "a private address"),
            network("100.64.0.0/10", "an address of a carrier's network"), network("127.0.0.0/8", "a loopback address"),
            network("169.254.0.0/16", "a link-local address"), network("172.16.0.0/12", "a private address"),
            network("192.0.0.0/24", "a reserved address"), network("192.0.2.0/24", "a documentation address"),
            network("192.88.99.0/24", "a relay address"), network("192.168.0.0/16", "a private address"),
            network("198.18.0.0/15", "a benchmarking address"), network("198.51.100.0/24", "a documentation address"),
            network("224.0.0.0/4", "a multicast address"),
            network("240.0.0.0/4", "a reserved address"));

    /** All global unicast addresses of IPv6; loopback, local, mapped, translated and multicast ones are outside of it. */
    private static final Network GLOBAL_V6 = network("2000::/3", "");

    /** Within it and not public, or a way to write an IPv4 address. */
    private static final List<Network> SPECIAL_V6 = List.of(
            network("2001::/23", "a reserved address"), network("2001:db8::/32", "a documentation address"),
            network("2002::/16", "a relay address"), network("3fff::/20", "a documentation address"));

    private final boolean allowLoopback;

    AddressRules(boolean allowLoopback) {
        this.allowLoopback = allowLoopback;
    }

    /** What is wrong with an address; empty if a webhook may reach it. */
    Optional<String> refusal(InetAddress address) {
        if (address.isLoopbackAddress() && allowLoopback) {
            return Optional.empty();
        }
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return first(SPECIAL_V4, bytes);
        }
        if (address.isLoopbackAddress()) {
            return Optional.of("a loopback address");
        }
        return GLOBAL_V6.holds(bytes) ? first(SPECIAL_V6, bytes) : Optional.of("no public address");
    }

    private static Optional<String> first(List<Network> networks, byte[] address) {
        return networks.stream().filter(network -> network.holds(address)).map(Network::kind).findFirst();
    }

    private static Network network(String range, String kind) {
        int slash = range.indexOf('/');
        try {
            return new Network(InetAddress.getByName(range.substring(0, slash)).getAddress(), Integer.parseInt(range.substring(slash + 1)), kind);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("No network: " + range, e);
        }
    }

    private record Network(byte[] prefix, int bits, String kind) {

        private boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                if (((address[bit / 8] ^ prefix[bit / 8]) >> (7 - bit % 8) & 1) == 1) {
                    return false;
                }
            }
            return true;
        }
    }
}
