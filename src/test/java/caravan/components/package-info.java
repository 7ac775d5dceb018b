/** The real programs tests are judged by, and servers started for a test. */
package caravan.components;
