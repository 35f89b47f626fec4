package io.cartrec.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartrec.spi.ModelProviders;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The {@code cartrec} command. Exit codes: 0 done, 1 failed, 2 wrong usage; a failure is one line on
 * standard error that begins with {@code cartrec:}, and no stack trace unless {@code --stacktrace} asks
 * for one. Immutable and thread-safe.
 */
@Command(
    name = "cartrec",
    description = "Recommends items for shopping carts: trains, answers, judges.",
    mixinStandardHelpOptions = true,
    versionProvider = Cartrec.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = false)
public final class Cartrec {

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Show where in the code a failure arose.")
  private boolean stacktrace;

  private Cartrec() {}

  /** Runs the command and exits. Progress bars appear if {@code -Dcartrec.terminal=true}. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, UTF_8);
    PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, UTF_8);
    int code = run(List.of(args), new Console(out, err, Boolean.getBoolean("cartrec.terminal")));
    if (out.checkError() && code == ExitCode.OK) {
      err.println("cartrec: standard output could not be written to the end");
      code = ExitCode.SOFTWARE;
    }
    System.exit(code);
  }

  /**
   * Runs the command in this JVM.
   *
   * @param args the command line, without the name of the command
   * @param out what would be standard output
   * @param err what would be standard error
   * @return the exit code
   */
  public static int run(List<String> args, PrintWriter out, PrintWriter err) {
    return run(args, new Console(out, err, false));
  }

  private static int run(List<String> args, Console console) {
    Cartrec root = new Cartrec();
    CommandLine command = root.commandLine(console);
    int code;
    try {
      if (args.isEmpty()) {
        command.usage(console.err());
        code = ExitCode.USAGE;
      } else {
        code = command.execute(args.toArray(String[]::new));
      }
    } catch (OutOfMemoryError | StackOverflowError e) {
      Failures.print(console.err(), e, root.stacktrace);
      code = ExitCode.SOFTWARE;
    }
    console.out().flush();
    console.err().flush();
    return code;
  }

  private CommandLine commandLine(Console console) {
    ModelProviders providers = ModelProviders.installed();
    CommandLine command = new CommandLine(this);
    for (Subcommand subcommand : List.of(
        new DemoCommand(
            console, providers, RetailBaskets.userCache(System.getenv()), new MavenDownload("mvn")),
        new ModelsCommand(console, providers),
        new DevicesCommand(console, providers),
        new TrainCommand(console, providers),
        new ImportCommand(console, providers),
        new RecommendCommand(console, providers),
        new SimilarCommand(console, providers),
        new EvaluateCommand(console, providers),
        new TuneCommand(console, providers),
        new InspectCommand(console, providers))) {
      command.addSubcommand(subcommand);
    }
    return command
        .setOut(console.out())
        .setErr(console.err())
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(
            Help.defaultColorScheme(console.terminal() ? Help.Ansi.AUTO : Help.Ansi.OFF))
        .setParameterExceptionHandler((failure, arguments) -> {
          boolean wanted = Arrays.asList(arguments).contains("--stacktrace");
          Failures.print(console.err(), failure, wanted);
          return ExitCode.USAGE;
        })
        .setExecutionExceptionHandler((failure, line, parsed) -> {
          console.out().flush();
          Failures.print(console.err(), failure, stacktrace);
          return ExitCode.SOFTWARE;
        });
  }

  /** The version of the build, for {@code --version}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      try (InputStream in = Cartrec.class.getResourceAsStream("cli.properties")) {
        Properties properties = new Properties();
        properties.load(Objects.requireNonNull(in, "cli.properties is missing from the jar"));
        return new String[] {"cartrec " + properties.getProperty("version")};
      }
    }
  }
}
