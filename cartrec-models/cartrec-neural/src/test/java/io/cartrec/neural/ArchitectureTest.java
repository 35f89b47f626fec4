package io.cartrec.neural;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** Nets stand on kernels, kernels on nothing of ours, and only classes named after it on the Vector API. */
@AnalyzeClasses(packages = "io.cartrec.neural", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule kernelsKnowNothingOfModels = classes()
      .that()
      .resideInAPackage("io.cartrec.neural.kernel")
      .should()
      .onlyDependOnClassesThat()
      .resideInAnyPackage(
          "io.cartrec.neural.kernel",
          "io.cartrec.internal",
          "java..",
          "jdk.incubator.vector",
          "org.jspecify..");

  @ArchTest
  static final ArchRule vectorsStayInTheirClasses = noClasses()
      .that()
      .haveSimpleNameNotStartingWith("Vector")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("jdk.incubator.vector");

  @ArchTest
  static final ArchRule familiesDoNotImportEachOther = noClasses()
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage(
          "io.cartrec.neighbors..", "io.cartrec.leastsquares..", "io.cartrec.blend..");

  @ArchTest
  static final ArchRule nothingIsLeftToChance = noClasses()
      .should()
      .dependOnClassesThat()
      .belongToAnyOf(Random.class, ThreadLocalRandom.class)
      .orShould()
      .callMethod(Math.class, "random");
}
