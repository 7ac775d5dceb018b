/**
 * The real programs tests are judged by, servers started for a test, and stand-ins for the parts of
 * a cluster that need a machine of their own.
 */
package caravan.components;
