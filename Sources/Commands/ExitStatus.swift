/// How the program ends, whatever the format of its report.
public enum ExitStatus: Int32, Error, Sendable {
  /// Nothing at or above `--fail-on`.
  case success = 0
  /// Findings; or a failed rule test.
  case findings = 1
  /// The input, the configuration or the usage is wrong, or nothing was read.
  case invalidInput = 2
  /// A fault of topolint itself.
  case fault = 3
}
