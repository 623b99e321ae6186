package dev.softclick;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The floors of the house: nothing points upward, nothing goes round in a circle, and only one asks what time it is. */
class ArchitectureTest {
    private static final JavaClasses MODEM =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.softclick");

    @Test
    void floorsSeeOnlyThoseBelow() {
        check(layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("root").definedBy("dev.softclick")
                .layer("command").definedBy("dev.softclick.firmware.command")
                .layer("firmware").definedBy("dev.softclick.firmware")
                .layer("link").definedBy("dev.softclick.link")
                .layer("sim").definedBy("dev.softclick.sim")
                .layer("pkcs11").definedBy("dev.softclick.sim.pkcs11")
                .layer("at").definedBy("dev.softclick.at")
                .layer("port").definedBy("dev.softclick.port")
                .layer("posix").definedBy("dev.softclick.port.posix")
                .layer("telnet").definedBy("dev.softclick.port.telnet")
                .whereLayer("root").mayNotBeAccessedByAnyLayer()
                .whereLayer("command").mayOnlyBeAccessedByLayers("root")
                .whereLayer("firmware").mayOnlyBeAccessedByLayers("root", "command")
                .whereLayer("link").mayOnlyBeAccessedByLayers("root", "firmware")
                .whereLayer("sim").mayOnlyBeAccessedByLayers("root", "command", "firmware", "link")
                .whereLayer("pkcs11").mayOnlyBeAccessedByLayers("sim")
                .whereLayer("at").mayOnlyBeAccessedByLayers("root", "command", "firmware")
                .whereLayer("port").mayOnlyBeAccessedByLayers("root")
                .whereLayer("posix").mayOnlyBeAccessedByLayers("port")
                .whereLayer("telnet").mayOnlyBeAccessedByLayers("port"));
    }

    @Test
    void noPackageCycles() {
        check(slices().matching("dev.softclick.(**)").should().beFreeOfCycles());
    }

    @Test
    void lowerFloorsSeeTheJdkOnly() {
        check(noClasses()
                .that().resideInAnyPackage("dev.softclick.at", "dev.softclick.sim..", "dev.softclick.port..")
                .should().dependOnClassesThat().resideOutsideOfPackages("java..", "javax..", "dev.softclick..", "org.slf4j..", "org.jspecify.."));
    }

    @Test
    void onlyTheLinkKnowsNetty() {
        check(noClasses()
                .that().resideOutsideOfPackage("dev.softclick.link")
                .should().dependOnClassesThat().resideInAPackage("io.netty.."));
    }

    @Test
    void enginesReadNoClockAndStartNoThread() {
        check(noClasses()
                .that().resideInAnyPackage("dev.softclick.at", "dev.softclick.firmware..", "dev.softclick.port.telnet")
                .or().haveFullyQualifiedName("dev.softclick.link.MqttSession")
                .should().callMethod(System.class, "nanoTime")
                .orShould().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethod(java.time.Instant.class, "now")
                .orShould().dependOnClassesThat().areAssignableTo(Thread.class)
                .orShould().dependOnClassesThat().areAssignableTo(java.util.concurrent.Executor.class)
                .orShould().dependOnClassesThat().areAssignableTo(java.io.InputStream.class)
                .orShould().dependOnClassesThat().areAssignableTo(java.io.File.class)
                .orShould().dependOnClassesThat().resideInAnyPackage(
                        "java.util.concurrent.locks", "java.net..", "java.nio.file..", "java.nio.channels.."));
    }

    private static void check(ArchRule rule) {
        rule.check(MODEM);
    }
}
