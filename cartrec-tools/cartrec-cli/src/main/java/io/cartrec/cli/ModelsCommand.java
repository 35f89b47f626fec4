package io.cartrec.cli;

import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.ModelProviders;
import io.cartrec.spi.Parameters;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code cartrec models}: every model found, its parameters with defaults and meaning. */
@Command(
    name = "models",
    description = "Lists every model and its parameters, with their defaults and meaning.")
final class ModelsCommand extends Subcommand {

  ModelsCommand(Console console, ModelProviders providers) {
    super(console, providers);
  }

  @Override
  void run() {
    PrintWriter out = console().out();
    String separator = "";
    for (ModelProvider<?> provider : providers().all()) {
      out.print(separator);
      separator = System.lineSeparator();
      out.println(provider.name() + ": " + provider.summary());
      List<Parameters.Description> parameters = provider.parameters().describe();
      if (parameters.isEmpty()) {
        out.println("  no parameters");
        continue;
      }
      Table table = new Table("lllll", "parameter", "default", "values", "searched", "meaning");
      parameters.forEach(p -> table.row(p.name(), p.value(), p.values(), searched(p), p.meaning()));
      table.print(out, "  ");
    }
  }

  private static String searched(Parameters.Description parameter) {
    return parameter
        .range()
        .map(range -> plain(range.least()) + ".." + plain(range.most()))
        .orElse("");
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
