package io.holdfast.service.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What constraints found, told by where it stands in the request. */
final class ViolationProblems {

    private ViolationProblems() {}

    static Problem of(Collection<? extends ConstraintViolation<?>> violations) {
        // What can't be the id of anything is the id of nothing.
        boolean address = violations.stream().anyMatch(v -> parameter(v).filter(ViolationProblems::isOfThePath).isPresent());
        if (address) {
            return Problem.ofStatus(404);
        }
        List<Problem.Error> errors = violations.stream()
                .map(violation -> new Problem.Error(pointer(violation), violation.getMessage()))
                .sorted(Comparator.comparing(Problem.Error::pointer).thenComparing(Problem.Error::detail))
                .toList();
        return Problem.invalid(errors);
    }

    private static String pointer(ConstraintViolation<?> violation) {
        Optional<String> query = parameter(violation).flatMap(ViolationProblems::queryName);
        if (query.isPresent()) {
            return "?" + query.get();
        }
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            // The resource's method and its parameter are none of the caller's business.
            if (node.getKind() == ElementKind.METHOD || node.getKind() == ElementKind.PARAMETER) {
                continue;
            }
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.getKey() != null) {
                pointer.append('/').append(Problem.escaped(String.valueOf(node.getKey())));
            }
            if (node.getName() != null && node.getKind() == ElementKind.PROPERTY) {
                pointer.append('/').append(Problem.escaped(node.getName()));
            }
        }
        return pointer.toString();
    }

    /** The parameter of the resource's method that a violation is about. */
    private static Optional<Parameter> parameter(ConstraintViolation<?> violation) {
        Path.MethodNode method = null;
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.METHOD) {
                method = node.as(Path.MethodNode.class);
            } else if (node.getKind() == ElementKind.PARAMETER && method != null) {
                return declared(violation.getRootBeanClass(), method)
                        .map(m -> m.getParameters()[node.as(Path.ParameterNode.class).getParameterIndex()]);
            }
        }
        return Optional.empty();
    }

    /** As it is written, above the subclasses that the container generates. */
    private static Optional<Method> declared(Class<?> bean, Path.MethodNode node) {
        Class<?>[] types = node.getParameterTypes().toArray(Class[]::new);
        Optional<Method> found = Optional.empty();
        for (Class<?> type = bean; type != null && type != Object.class; type = type.getSuperclass()) {
            try {
                found = Optional.of(type.getDeclaredMethod(node.getName(), types));
            } catch (NoSuchMethodException e) {
                continue;
            }
        }
        return found;
    }

    private static boolean isOfThePath(Parameter parameter) {
        return parameter.isAnnotationPresent(PathParam.class) || parameter.isAnnotationPresent(RestPath.class);
    }

    private static Optional<String> queryName(Parameter parameter) {
        if (parameter.isAnnotationPresent(QueryParam.class)) {
            return Optional.of(parameter.getAnnotation(QueryParam.class).value());
        }
        RestQuery query = parameter.getAnnotation(RestQuery.class);
        return query == null ? Optional.empty() : Optional.of(query.value().isEmpty() ? parameter.getName() : query.value());
    }
}
