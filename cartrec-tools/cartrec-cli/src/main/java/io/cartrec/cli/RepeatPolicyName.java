package io.cartrec.cli;

import io.cartrec.RepeatPolicy;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a repeat policy by its name on the command line, such as {@code exclude-cart}. */
final class RepeatPolicyName implements ITypeConverter<RepeatPolicy>, Iterable<String> {

  @Override
  public RepeatPolicy convert(String value) {
    return Arrays.stream(RepeatPolicy.values())
        .filter(policy -> name(policy).equals(value))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("must be one of "
            + Arrays.stream(RepeatPolicy.values())
                .map(RepeatPolicyName::name)
                .collect(Collectors.joining(", "))
            + " but was '" + value + "'"));
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(RepeatPolicy.values()).map(RepeatPolicyName::name).iterator();
  }

  private static String name(RepeatPolicy policy) {
    return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
