/**
 * One run over one volume, as VolSync's users know it: its environment, its log lines, its exit
 * codes. The steps of {@code routes/mover} stand here, one class each. May use {@code
 * caravan.restic}, {@code caravan.text} and, in {@code MoverStep} alone, Camel's {@code Processor}.
 */
package caravan.mover;
