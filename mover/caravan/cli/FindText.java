package caravan.cli;

import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.fs.BytePath;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.StoredSnapshot;
import java.util.List;

/** What is found, in restic's lines. */
final class FindText implements FindReport {
  private final Verb verb;
  private final TextListing listing;
  private StoredSnapshot snapshot;
  private StoredSnapshot told;

  FindText(Verb verb, TextListing.Style style) {
    this.verb = verb;
    listing = new TextListing(verb, FolderFilter.of(List.of(), false), style);
  }

  @Override
  public void in(StoredSnapshot stored) {
    snapshot = stored;
  }

  @Override
  public void match(byte[] path, Node node) {
    if (told != snapshot) {
      if (told != null) {
        verb.say("");
      }
      told = snapshot;
      verb.say(
          "Found matching entries in snapshot %s from %s", snapshot.id().toShortString(), time());
    }
    listing.node(path, node);
  }

  @Override
  public void object(String kind, Id id, byte[] path, Id holder) {
    var console = verb.console();
    console.line("Found %s %s", kind, id);
    console.line(" ... %s %s", holder == null ? "path" : "in file", BytePath.display(path));
    if (holder != null) {
      console.line("     (tree %s)", holder);
    }
    console.line(" ... in snapshot %s (%s)", snapshot.id().toShortString(), time());
  }

  @Override
  public void unreadable(Id tree, ResticException cause) {
    verb.console().line("Unable to load tree %s", tree);
    verb.console().line(" ... which belongs to snapshot %s", snapshot.id());
  }

  @Override
  public void finish() {}

  private String time() {
    return verb.context().zone().toSeconds(snapshot.snapshot().time());
  }
}
