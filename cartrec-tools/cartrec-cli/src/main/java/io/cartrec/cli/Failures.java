package io.cartrec.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Failures in words: one line each. */
final class Failures {

  private Failures() {}

  /** Prints {@code failure} in one line, and its stack trace below if that is wanted. */
  static void print(PrintWriter err, Throwable failure, boolean withStackTrace) {
    err.println("cartrec: " + Text.oneLine(sentence(failure)));
    if (withStackTrace) {
      failure.printStackTrace(err);
    }
    err.flush();
  }

  private static String sentence(Throwable failure) {
    if (failure instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
      return sentence(unchecked.getCause());
    }
    String message = failure.getMessage();
    if (failure instanceof ParameterException usage) {
      CommandLine line = usage.getCommandLine();
      boolean noCommand = usage instanceof UnmatchedArgumentException && line.getParent() == null;
      return (noCommand ? "unknown command" : "wrong usage") + ": " + message + "; see '"
          + line.getCommandSpec().qualifiedName() + " --help'";
    }
    if (failure instanceof FileSystemException file) {
      return file.getFile() + ": " + reason(file);
    }
    if (failure instanceof OutOfMemoryError) {
      return "out of memory: the Java heap may have "
          + Text.bytes(Runtime.getRuntime().maxMemory())
          + "; give it more with CARTREC_JAVA_OPTS=-Xmx…";
    }
    if (failure instanceof IOException && failure.getCause() instanceof FileSystemException file) {
      return sentence(file);
    }
    boolean foreseen = failure instanceof IOException
        || failure instanceof IllegalArgumentException
        || failure instanceof IllegalStateException;
    if (!foreseen || message == null) {
      return "this is a defect in cartrec: " + failure + "; --stacktrace shows where";
    }
    return message;
  }

  private static String reason(FileSystemException failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (failure instanceof AccessDeniedException) {
      return "may not be read or written by this user";
    }
    return failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
  }
}
