/**
 * The operator as a whole in a cluster with a real API server and real controllers: every story of
 * its users, and everything that goes wrong for them.
 */
package caravan.operator;
