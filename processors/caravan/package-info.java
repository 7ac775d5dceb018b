/**
 * The composition root: puts the program's parts together for each of its faces. Everything may
 * come in; nothing else reads the environment or makes the clock.
 */
package caravan;
