public import Diagnostics
internal import Expressions
public import Topology

extension ModelQuery {
  /// Why a text is no expression over a model.
  public struct Mistakes: Error {
    /// With places in the text, which is one of the sources; at least one.
    public var diagnostics: [Diagnostic]
  }

  /// Checks an expression that somebody typed.
  public static func read(
    _ text: String, attributes: [CustomAttribute] = [], sources: inout Sources
  ) throws(Mistakes) -> ModelQuery {
    let file = sources.add(SourceFile(path: "<expression>", bytes: Array(text.utf8)))
    do {
      return try ModelQuery(text, attributes: attributes)
    } catch {
      throw Mistakes(
        diagnostics: error.errors.map { problem in
          .error(
            "expression", problem.message,
            at: Span(file: file, start: UInt32(problem.range.lowerBound), end: UInt32(problem.range.upperBound)),
            helps: problem.help.map { [$0] } ?? [])
        })
    }
  }
}
