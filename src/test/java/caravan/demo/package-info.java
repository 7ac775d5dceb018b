/**
 * {@code ./caravan demo}: the main job on one machine, with an S3 server inside the program. It
 * lives among the tests because that server does; it uses Caravan only as a user would.
 */
package caravan.demo;
