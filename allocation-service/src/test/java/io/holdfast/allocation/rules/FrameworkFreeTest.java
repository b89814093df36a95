package io.holdfast.allocation.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class FrameworkFreeTest {

    @Test
    void theRulesDependOnPlainJavaOnly() {
        classes().that().resideInAPackage("io.holdfast.allocation.rules..")
                .should().onlyDependOnClassesThat().resideInAnyPackage("java..", "io.holdfast.allocation.rules..")
                .check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.holdfast.allocation.rules"));
    }
}
