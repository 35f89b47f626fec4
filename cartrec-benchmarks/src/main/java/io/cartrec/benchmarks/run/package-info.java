/**
 * Runs benchmarks and says what they found. {@link io.cartrec.benchmarks.run.Suites} is the table of what
 * there is to run; {@code Rounds} starts a JVM for each row of it, round after round, so that whatever is
 * compared is measured in turn; {@code JmhFile} joins the files of the rounds; {@code Report} makes of them
 * the table on the terminal, {@code Page} the page, {@code Comparison} what moved since an older run.
 */
@NullMarked
package io.cartrec.benchmarks.run;

import org.jspecify.annotations.NullMarked;
