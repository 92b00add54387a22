/// What systems carry, for programs, in seconds, per second, and fractions. Version 1: keys may be added, none changes
/// its meaning.
///
/// One system is written at the top, several as a list under `systems`. Each number is an object: `value` where it is
/// one, else `low` and `high` (`null` for no bound), with `basis`, `assumptions` and `missing`; `null` where there is
/// nothing to know, such as the utilization of a client.
public enum CapacityJSON {
  /// The document; it ends with a line break.
  public static func render(_ reports: [CapacityReport], in context: ReportContext) -> String {
    JSONEnvelope.object(reports.map { CapacityMembers(report: $0).members }, context).rendered()
  }
}
