/**
 * Proves that a repository is whole: index, packs, trees and, when asked, every byte. Reads only.
 * May use {@code repository} and what lies below it.
 */
package caravan.restic.checker;
