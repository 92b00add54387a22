import Checking
import Diagnostics
import Rules

extension CheckResult {
  /// What is to be said of the check itself: about allowances, and of rules that could not be run.
  ///
  /// Never left out, else silence would look like success.
  var remarks: [Diagnostic] {
    diagnostics
      + faults.map { fault in
        Diagnostic(
          .warning, "rule-fault",
          "the rule \(Words.code(fault.rule)) could not be decided on \(Words.code(fault.subjectID))",
          notes: [fault.message])
      }
  }
}
