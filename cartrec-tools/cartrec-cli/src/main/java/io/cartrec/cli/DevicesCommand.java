package io.cartrec.cli;

import io.cartrec.neural.GpuDiagnostics;
import io.cartrec.spi.ModelProviders;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** {@code cartrec devices}: what nets can be trained on here, and of the others why not. */
@Command(
    name = "devices",
    description = "Says what neural models can be trained on here, and of the others, why not.")
final class DevicesCommand extends Subcommand {

  DevicesCommand(Console console, ModelProviders providers) {
    super(console, providers);
  }

  @Override
  void run() {
    PrintWriter out = console().out();
    for (GpuDiagnostics.Report report : GpuDiagnostics.run()) {
      String state = report.obstacle().map(reason -> "no: " + reason).orElse("yes");
      out.printf("%-5s %s%n", report.device(), Text.printable(state));
      report.facts().forEach(fact -> out.println("      " + Text.printable(fact)));
    }
  }
}
