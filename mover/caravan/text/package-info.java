/**
 * How sizes, durations and tables look to people, in restic's shapes: both the command line and the
 * mover's log use them. May use the engine's values.
 */
package caravan.text;
