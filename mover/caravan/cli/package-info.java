/**
 * restic's verbs on the command line, one class each: its flags, environment, text, JSON and exit
 * codes. May use the engine, {@code storage}, {@code text}, picocli and the progress bar.
 */
package caravan.cli;
