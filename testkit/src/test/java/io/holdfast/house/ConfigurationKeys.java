package io.holdfast.house;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The keys that typed configuration declares, read from the sources: only there are their descriptions. */
final class ConfigurationKeys {

    private static final Pattern TEXT = Pattern.compile("\"(.*)\"");

    private ConfigurationKeys() {}

    /**
     * One key.
     *
     * @param module the folder of the module that declares it
     * @param property as it stands in a properties file
     * @param kind the Java type, in the words of the reference
     * @param value its default in the code; empty: none there
     * @param optional whether it may be without a value
     */
    record Key(String module, String property, String kind, Optional<String> value, boolean optional, String description) {

        String environment() {
            return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        }
    }

    /** All keys in the given sources, in their order. */
    static List<Key> in(Path root, List<Path> sources) throws IOException {
        List<Key> keys = new ArrayList<>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                String module = root.relativize(Path.of(unit.getSourceFile().toUri())).getName(0).toString();
                new Finder(trees, module, keys).scan(unit, null);
            }
        }
        return keys;
    }

    private static final class Finder extends TreePathScanner<Void, Void> {
        private final DocTrees trees;
        private final String module;
        private final List<Key> keys;

        Finder(DocTrees trees, String module, List<Key> keys) {
            this.trees = trees;
            this.module = module;
            this.keys = keys;
        }

        @Override
        public Void visitPackage(PackageTree tree, Void nothing) {
            return null;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            annotation(type.getModifiers(), "ConfigMapping").ifPresent(prefix -> add(prefix, type, type, ""));
            return super.visitClass(type, nothing);
        }

        /** A method whose type is an interface in the same mapping is a group of keys; what it says of itself says what they are for. */
        private void add(String prefix, ClassTree mapping, ClassTree group, String of) {
            for (Tree member : group.getMembers()) {
                if (member instanceof MethodTree method) {
                    Optional<ClassTree> nested = group(mapping, method.getReturnType().toString());
                    Key key = key(prefix, method, of);
                    nested.ifPresentOrElse(type -> add(key.property(), mapping, type, key.description()), () -> keys.add(key));
                }
            }
        }

        private static Optional<ClassTree> group(ClassTree mapping, String name) {
            return mapping.getMembers().stream().filter(ClassTree.class::isInstance).map(ClassTree.class::cast)
                    .filter(type -> type.getSimpleName().contentEquals(name)).findFirst();
        }

        private Key key(String prefix, MethodTree method, String of) {
            String name = method.getName().toString().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            String type = method.getReturnType().toString();
            String doc = Optional.ofNullable(trees.getDocComment(new TreePath(getCurrentPath(), method))).orElse("");
            return new Key(module, prefix + "." + name, kind(type), annotation(method.getModifiers(), "WithDefault"),
                    type.startsWith("Optional"), (of + " " + doc).strip().replaceAll("\\s+", " "));
        }

        private static String kind(String type) {
            return switch (type.replaceAll("^Optional<(.*)>$", "$1").replace("OptionalInt", "int")) {
                case "boolean", "Boolean" -> "true or false";
                case "int", "long", "Integer", "Long" -> "number";
                case "Duration" -> "time, `10s` or `PT10S`";
                default -> "text";
            };
        }

        private static Optional<String> annotation(ModifiersTree modifiers, String name) {
            return modifiers.getAnnotations().stream().filter(annotation -> annotation.getAnnotationType().toString().equals(name))
                    .map(AnnotationTree::getArguments).map(Object::toString).map(TEXT::matcher).filter(Matcher::find)
                    .map(found -> found.group(1)).findFirst();
        }
    }
}
