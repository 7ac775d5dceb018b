package caravan.restic.snapshot;

import caravan.restic.Id;
import java.util.List;

/**
 * One entry of a tree.
 *
 * @param name raw bytes as the file system has them
 * @param linkTarget raw bytes of a symlink's target, null otherwise
 * @param content ids of a file's data blobs, null for every other type
 * @param subtree id of a directory's tree, null for every other type
 * @param error restic's legacy note, empty when there is none
 * @param genericAttributes raw JSON of the member {@code generic_attributes} (written on Windows),
 *     null when there is none
 */
public record Node(
    byte[] name,
    NodeType type,
    Attributes attributes,
    byte[] linkTarget,
    List<ExtendedAttribute> extendedAttributes,
    List<Id> content,
    Id subtree,
    String error,
    String genericAttributes) {

  /** A directory's node with the tree that was saved for it. */
  public Node withSubtree(Id tree) {
    return new Node(
        name,
        type,
        attributes,
        linkTarget,
        extendedAttributes,
        content,
        tree,
        error,
        genericAttributes);
  }

  /** The same node with what another {@code stat} told. */
  public Node withAttributes(Attributes others) {
    return new Node(
        name,
        type,
        others,
        linkTarget,
        extendedAttributes,
        content,
        subtree,
        error,
        genericAttributes);
  }

  /** A file's node with other data. */
  public Node withContent(List<Id> blobs) {
    return new Node(
        name,
        type,
        attributes,
        linkTarget,
        extendedAttributes,
        blobs,
        subtree,
        error,
        genericAttributes);
  }
}
