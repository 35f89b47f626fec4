package io.cartrec.cli;

import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all subcommands share. Picocli sets its fields; used for one run. Not thread-safe. */
@Command(
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = false,
    versionProvider = Cartrec.Version.class)
abstract class Subcommand implements Callable<Integer> {

  private final Console console;
  private final ModelProviders providers;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  Subcommand(Console console, ModelProviders providers) {
    this.console = console;
    this.providers = providers;
  }

  /** Does the work; returning means that it is done. */
  abstract void run() throws IOException;

  @Override
  public final Integer call() throws IOException {
    run();
    return CommandLine.ExitCode.OK;
  }

  final Console console() {
    return console;
  }

  final ModelProviders providers() {
    return providers;
  }

  /** Whether {@code option} stands on the command line. */
  final boolean isGiven(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  /** The command line is wrong: what the option must be, and what it was. */
  final ParameterException wrongUsage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** What {@code parse} makes of the command line; its complaints are wrong usage. */
  final <T> T parsed(Supplier<T> parse) {
    try {
      return parse.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
