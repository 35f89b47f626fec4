package io.cartrec;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Imports point one way: {@code io.cartrec <- data <- model <- spi <- recommend}. */
@AnalyzeClasses(packages = "io.cartrec", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String API = "io.cartrec";
  private static final String DATA = "io.cartrec.data";
  private static final String MODEL = "io.cartrec.model";
  private static final String SPI = "io.cartrec.spi";
  private static final String RECOMMEND = "io.cartrec.recommend";
  private static final String INTERNAL = "io.cartrec.internal";

  @ArchTest
  static final ArchRule apiImportsNothingOfOurs = importsOnly(API);

  @ArchTest
  static final ArchRule internalImportsNothingOfOurs = importsOnly(INTERNAL);

  @ArchTest
  static final ArchRule dataStandsOnTheApi = importsOnly(DATA, API, INTERNAL);

  @ArchTest
  static final ArchRule modelStandsOnData = importsOnly(MODEL, API, INTERNAL, DATA);

  @ArchTest
  static final ArchRule spiStandsOnModel = importsOnly(SPI, API, INTERNAL, DATA, MODEL);

  @ArchTest
  static final ArchRule recommendStandsOnSpi =
      importsOnly(RECOMMEND, API, INTERNAL, DATA, MODEL, SPI);

  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices().matching("io.cartrec.(*)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule thirdPartiesShowInNoPublicSignature = classes()
      .that()
      .arePublic()
      .should(notShowTypesOf("com.google", "com.fasterxml"))
      .allowEmptyShould(false);

  @ArchTest
  static final ArchRule everyPackageIsNullMarked = classes().should(resideInANullMarkedPackage());

  @ArchTest
  static final ArchRule nothingPrintsOrUsesTheOldLogging = noClasses()
      .should()
      .dependOnClassesThat()
      .resideInAPackage("java.util.logging..")
      .orShould()
      .accessField(System.class, "out")
      .orShould()
      .accessField(System.class, "err");

  @ArchTest
  static final ArchRule nothingIsSerializedTheJavaWay = noClasses()
      .should()
      .dependOnClassesThat()
      .belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class);

  @ArchTest
  static final ArchRule nothingIsLeftToChance = noClasses()
      .should()
      .dependOnClassesThat()
      .belongToAnyOf(Random.class, ThreadLocalRandom.class)
      .orShould()
      .callMethod(Math.class, "random");

  private static ArchRule importsOnly(String from, String... allowed) {
    Set<String> packages =
        Set.copyOf(Stream.concat(Stream.of(from), Stream.of(allowed)).toList());
    return classes()
        .that()
        .resideInAPackage(from)
        .should()
        .onlyDependOnClassesThat(describe(
            "are not ours or reside in " + packages,
            type -> !type.getPackageName().startsWith(API)
                || packages.contains(type.getPackageName())));
  }

  private static ArchCondition<JavaClass> notShowTypesOf(String... prefixes) {
    DescribedPredicate<JavaClass> foreign = describe(
        "a type of " + List.of(prefixes),
        type -> Stream.of(prefixes).anyMatch(type.getPackageName()::startsWith));
    return new ArchCondition<>("not show " + foreign.getDescription()) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaMember member : type.getMembers()) {
          if (isVisible(member) && member.getAllInvolvedRawTypes().stream().anyMatch(foreign)) {
            events.add(SimpleConditionEvent.violated(member, member.getDescription()));
          }
        }
      }
    };
  }

  private static boolean isVisible(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return new ArchCondition<>("reside in a package that is @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
          events.add(SimpleConditionEvent.violated(type, type.getName()));
        }
      }
    };
  }
}
