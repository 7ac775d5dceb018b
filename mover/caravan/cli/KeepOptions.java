package caravan.cli;

import caravan.restic.forget.ForgetPolicy;
import caravan.restic.forget.Within;
import caravan.restic.snapshot.SnapshotFilter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The flags that say which snapshots are kept. */
final class KeepOptions {
  @Option(
      names = {"-l", "--keep-last"},
      paramLabel = "N",
      description = "the last N")
  String last = "0";

  @Option(
      names = {"-H", "--keep-hourly"},
      paramLabel = "N",
      description = "the last of N hours")
  String hourly = "0";

  @Option(
      names = {"-d", "--keep-daily"},
      paramLabel = "N",
      description = "the last of N days")
  String daily = "0";

  @Option(
      names = {"-w", "--keep-weekly"},
      paramLabel = "N",
      description = "the last of N weeks")
  String weekly = "0";

  @Option(
      names = {"-m", "--keep-monthly"},
      paramLabel = "N",
      description = "the last of N months")
  String monthly = "0";

  @Option(
      names = {"-y", "--keep-yearly"},
      paramLabel = "N",
      description = "the last of N years")
  String yearly = "0";

  @Option(names = "--keep-within", paramLabel = "SPAN", description = "all within, e.g. 1y5m7d2h")
  String within = "";

  @Option(names = "--keep-within-hourly", paramLabel = "SPAN", description = "hourly ones within")
  String withinHourly = "";

  @Option(names = "--keep-within-daily", paramLabel = "SPAN", description = "daily ones within")
  String withinDaily = "";

  @Option(names = "--keep-within-weekly", paramLabel = "SPAN", description = "weekly ones within")
  String withinWeekly = "";

  @Option(names = "--keep-within-monthly", paramLabel = "SPAN", description = "monthly ones within")
  String withinMonthly = "";

  @Option(names = "--keep-within-yearly", paramLabel = "SPAN", description = "yearly ones within")
  String withinYearly = "";

  @Option(names = "--keep-tag", paramLabel = "TAGS", description = "all with these tags")
  List<String> tags = new ArrayList<>();

  ForgetPolicy policy() {
    return new ForgetPolicy(
        ForgetPolicy.parseCount(last),
        ForgetPolicy.parseCount(hourly),
        ForgetPolicy.parseCount(daily),
        ForgetPolicy.parseCount(weekly),
        ForgetPolicy.parseCount(monthly),
        ForgetPolicy.parseCount(yearly),
        span(within),
        span(withinHourly),
        span(withinDaily),
        span(withinWeekly),
        span(withinMonthly),
        span(withinYearly),
        tags.stream().map(SnapshotFilter::parseTags).toList());
  }

  private static Within span(String text) {
    return text.isEmpty() ? Within.OFF : Within.parse(text);
  }
}
