/**
 * The {@code cartrec} command: one class a subcommand, each of which reads files, calls the library
 * through its public doors and prints. {@link io.cartrec.cli.Cartrec} parses the command line, turns
 * every failure into one line on standard error, and decides on the exit code.
 */
@NullMarked
package io.cartrec.cli;

import org.jspecify.annotations.NullMarked;
