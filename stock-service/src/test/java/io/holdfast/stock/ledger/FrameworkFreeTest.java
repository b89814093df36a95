package io.holdfast.stock.ledger;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class FrameworkFreeTest {

    private final JavaClasses stock = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.holdfast.stock");

    @Test
    void the_rules_of_stock_know_nothing_but_java() {
        classes().that().resideInAPackage("io.holdfast.stock.ledger").should().onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.holdfast.stock.ledger").check(stock);
    }

    @Test
    void no_feature_depends_on_one_that_depends_on_it() {
        slices().matching("io.holdfast.stock.(*)..").should().beFreeOfCycles().check(stock);
    }
}
