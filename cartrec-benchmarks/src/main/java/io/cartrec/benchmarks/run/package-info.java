/**
 * Runs benchmarks and says what they found. {@link io.cartrec.benchmarks.run.Suites} is the table of what
 * there is to run; {@code Rounds} starts a JVM for each row of it, round after round, so that whatever is
 * compared is measured in turn; {@code JmhFile} joins the files of the rounds; {@code Tables} and {@code
 * Page} show them, with the shares of the machine's {@code Limits} and how time grows with work ({@code
 * Scaling}); {@code Comparison} names what moved since an older run.
 */
@NullMarked
package io.cartrec.benchmarks.run;

import org.jspecify.annotations.NullMarked;
