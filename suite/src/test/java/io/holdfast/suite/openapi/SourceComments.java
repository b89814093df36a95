package io.holdfast.suite.openapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the comments in the sources say about operations, records and their members, so that it is said once. */
final class SourceComments {

    private static final Pattern RECORD = Pattern.compile("^ *(?:public |private |static )*record (\\w+)(?:<\\w+>)?\\(", Pattern.MULTILINE);
    private static final Pattern OPERATION = Pattern.compile("@Operation\\(operationId = \"(\\w+)\"");
    private static final Pattern NAMED = Pattern.compile("@Schema\\(name = \"(\\w+)\"\\)");
    private static final Pattern COMPONENT = Pattern.compile("(?:@JsonProperty\\(\"(\\w+)\"\\) )?[\\w.<>, @?\\[\\]]+? (\\w+)$");

    /**
     * One member of a record.
     *
     * @param comment null: none
     * @param optional left out of the JSON where it has no value
     */
    record Member(String comment, boolean optional) {}

    /** A record; its members by their names in JSON. */
    record Type(String name, String comment, Map<String, Member> members) {}

    private final List<Type> types = new ArrayList<>();
    private final Map<String, String> operations = new LinkedHashMap<>();

    static SourceComments read() throws IOException {
        SourceComments comments = new SourceComments();
        for (String module : Stream.concat(ServiceCode.SERVICES.stream(), Stream.of("service-defaults")).toList()) {
            try (Stream<Path> files = Files.walk(ServiceCode.ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file : files.filter(file -> file.toString().endsWith(".java")).sorted().toList()) {
                    comments.readFile(Files.readString(file));
                }
            }
        }
        return comments;
    }

    /** The record behind a schema: of that name, with these members. */
    Optional<Type> type(String schema, Set<String> members) {
        return types.stream().filter(type -> type.name().equals(schema) && type.members().keySet().containsAll(members)).findFirst();
    }

    /** What stands above the method of an operation; null: nothing. */
    String operation(String id) {
        return operations.get(id);
    }

    private void readFile(String source) {
        Matcher record = RECORD.matcher(source);
        while (record.find()) {
            String above = above(source, record.start());
            Matcher named = NAMED.matcher(above);
            types.add(new Type(named.find() ? named.group(1) : record.group(1), sentence(prose(above)),
                    members(above, inParentheses(source, record.end()))));
        }
        Matcher operation = OPERATION.matcher(source);
        while (operation.find()) {
            String prose = sentence(prose(above(source, operation.start())));
            if (prose != null) {
                operations.put(operation.group(1), prose);
            }
        }
    }

    /** Comment and annotations that belong to the declaration at a place: all back to the last empty line, brace or semicolon. */
    private static String above(String source, int place) {
        int comment = source.lastIndexOf("/**", place);
        int end = comment < 0 ? -1 : source.indexOf("*/", comment) + 2;
        boolean directly = comment >= 0 && source.substring(end, place).lines().map(String::strip)
                .allMatch(line -> line.isEmpty() || line.startsWith("@"));
        return directly ? source.substring(comment, place) : source.substring(source.lastIndexOf('\n', place - 1) + 1, place);
    }

    private static String prose(String above) {
        int end = above.indexOf("*/");
        return end < 0 ? "" : above.substring(3, end).replaceAll("(?m)^ *\\* ?", "").strip();
    }

    private static Map<String, Member> members(String above, String components) {
        Map<String, String> comments = new LinkedHashMap<>();
        for (String part : prose(above).split("(?m)^@(?=param)")) {
            Matcher param = Pattern.compile("param (\\w+) (.*)", Pattern.DOTALL).matcher(part);
            if (param.matches()) {
                comments.put(param.group(1), sentence(param.group(2)));
            }
        }
        boolean allOptional = above.contains("NON_NULL") || above.contains("NON_EMPTY");
        Map<String, Member> members = new LinkedHashMap<>();
        for (String component : split(components)) {
            boolean optional = allOptional && !component.contains("ALWAYS") || component.contains("NON_NULL") || component.contains("NON_EMPTY");
            String plain = component.replaceAll("@(?!JsonProperty)[\\w.]+(\\((?:[^()\"]|\"[^\"]*\")*\\))?\\s*", "").replaceAll("\\s+", " ").strip();
            Matcher named = COMPONENT.matcher(plain);
            if (named.find()) {
                // A number is always there.
                optional &= !plain.matches("(long|int|boolean) .*");
                members.put(named.group(1) != null ? named.group(1) : named.group(2), new Member(comments.get(named.group(2)), optional));
            }
        }
        return members;
    }

    private static String inParentheses(String source, int start) {
        int depth = 1;
        int end = start;
        while (depth > 0) {
            char c = source.charAt(end++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return source.substring(start, end - 1);
    }

    /** At the commas that are in no bracket. */
    private static List<String> split(String components) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i <= components.length(); i++) {
            char c = i == components.length() ? ',' : components.charAt(i);
            depth += "<({".indexOf(c) >= 0 ? 1 : ">)}".indexOf(c) >= 0 ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(components.substring(from, i));
                from = i + 1;
            }
        }
        return parts;
    }

    /** Without the parts about parameters, as CommonMark. */
    private static String sentence(String comment) {
        String text = comment.split("(?m)^@\\w")[0].replaceAll("\\{@(?:code|link) #?([^}]*)}", "`$1`").replaceAll("\\s+", " ").strip();
        if (text.isEmpty()) {
            return null;
        }
        String whole = Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return whole.endsWith(".") ? whole : whole + ".";
    }
}
