package dev.troupe.embed;

import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever uses the public packages needs no other of Troupe's. */
class PublicApiTest {
  private static final List<String> PUBLIC =
      List.of("dev.troupe.embed", "dev.troupe.testkit", "dev.troupe.model");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.troupe.embed", "dev.troupe.testkit", "dev.troupe.model");

  private static final DescribedPredicate<JavaMember> IS_PUBLIC =
      DescribedPredicate.describe(
          "are public in a public package",
          member ->
              isOpen(member)
                  && PUBLIC.contains(member.getOwner().getPackageName())
                  && isReachable(member.getOwner()));

  private static boolean isOpen(HasModifiers one) {
    return one.getModifiers().contains(JavaModifier.PUBLIC)
        || one.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static boolean isReachable(JavaClass type) {
    return isOpen(type) && type.getEnclosingClass().map(PublicApiTest::isReachable).orElse(true);
  }

  private static boolean isAllowed(JavaClass type) {
    var name = type.getBaseComponentType().getPackageName();
    return type.getBaseComponentType().isPrimitive()
        || name.startsWith("java.")
        || name.startsWith("scala.")
        || (name + ".").startsWith("org.apache.pekko.")
        || name.equals("com.typesafe.config")
        || (PUBLIC.contains(name) && isReachable(type));
  }

  @Test
  void publicMethodsNameOnlyWhatIsPublic() {
    codeUnits()
        .that(IS_PUBLIC)
        .should(
            have(
                DescribedPredicate.<JavaCodeUnit>describe(
                    "signatures of public types only",
                    unit -> named(unit).allMatch(PublicApiTest::isAllowed))))
        .check(CLASSES);
  }

  private static Stream<JavaClass> named(JavaCodeUnit unit) {
    return Stream.of(
            unit.getReturnType().getAllInvolvedRawTypes().stream(),
            unit.getParameterTypes().stream().flatMap(it -> it.getAllInvolvedRawTypes().stream()),
            unit.getThrowsClause().getTypes().stream().map(type -> type.toErasure()))
        .flatMap(it -> it);
  }

  @Test
  void publicFieldsNameOnlyWhatIsPublic() {
    fields()
        .that(IS_PUBLIC)
        .should(
            have(
                DescribedPredicate.<JavaField>describe(
                    "public types only",
                    field ->
                        field.getType().getAllInvolvedRawTypes().stream()
                            .allMatch(PublicApiTest::isAllowed))))
        .check(CLASSES);
  }
}
