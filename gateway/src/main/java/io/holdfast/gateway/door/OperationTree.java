package io.holdfast.gateway.door;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Operations by the segments of their paths: finding one takes as many steps as its path has segments, however many there are. */
final class OperationTree {

    private final Map<String, OperationTree> literals = new HashMap<>();
    private final Map<String, Operation> byMethod = new HashMap<>();
    private OperationTree parameter;

    private OperationTree() {}

    static OperationTree of(List<Operation> operations) {
        OperationTree root = new OperationTree();
        operations.forEach(root::add);
        return root;
    }

    private void add(Operation operation) {
        OperationTree node = this;
        for (String segment : AccessTable.segments(operation.path())) {
            node = segment.startsWith("{") ? node.ofParameter() : node.literals.computeIfAbsent(segment, literal -> new OperationTree());
        }
        if (node.byMethod.put(operation.method(), operation) != null) {
            throw new IllegalStateException("Listed twice: " + operation.method() + " " + operation.path());
        }
    }

    private OperationTree ofParameter() {
        if (parameter == null) {
            parameter = new OperationTree();
        }
        return parameter;
    }

    /** @param segments as they are sent, so encoded */
    Optional<Operation> find(String method, List<String> segments) {
        if (segments.isEmpty()) {
            return Optional.ofNullable(byMethod.get(method));
        }
        List<String> rest = segments.subList(1, segments.size());
        OperationTree literal = literals.get(segments.get(0));
        Optional<Operation> found = literal == null ? Optional.empty() : literal.find(method, rest);
        return found.isPresent() || !fitsParameter(segments.get(0)) ? found : parameter.find(method, rest);
    }

    Set<String> methods(List<String> segments) {
        if (segments.isEmpty()) {
            return byMethod.keySet();
        }
        Set<String> methods = new TreeSet<>();
        List<String> rest = segments.subList(1, segments.size());
        if (literals.containsKey(segments.get(0))) {
            methods.addAll(literals.get(segments.get(0)).methods(rest));
        }
        if (fitsParameter(segments.get(0))) {
            methods.addAll(parameter.methods(rest));
        }
        return methods;
    }

    private boolean fitsParameter(String segment) {
        return parameter != null && !segment.isEmpty();
    }
}
