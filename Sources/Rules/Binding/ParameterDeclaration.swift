internal import Expressions
public import YAMLTree

/// What a rule file says of one of its parameters.
public struct ParameterDeclaration: Sendable {
  public let name: String
  /// One of `number`, `text`, `flag`, `duration`, `rate`, `size`, `percentage`.
  public let type: String
  let defaultText: String
  let minimum: String?
  let maximum: String?

  /// Reads one entry of `params`.
  public init(_ entry: YAMLEntry) {
    name = entry.key.text
    type = entry.value["type"]?.text ?? "number"
    defaultText = entry.value["default"]?.text ?? ""
    minimum = entry.value["min"]?.text
    maximum = entry.value["max"]?.text
  }

  /// For help, e.g. `` `max_share` (number, 0 to 1; default 0.5)``.
  public var summary: String {
    let limits = [type, range].compactMap { $0 }.joined(separator: ", ")
    return "`\(name)` (\(limits); default \(defaultText))"
  }

  private var range: String? {
    switch (minimum, maximum) {
    case (let low?, let high?): "\(low) to \(high)"
    case (let low?, nil): "at least \(low)"
    case (nil, let high?): "at most \(high)"
    case (nil, nil): nil
    }
  }

  /// What is wrong with a value for the parameter, and what to do; `nil` if it is fine.
  public func problem(with text: String) -> (message: String, help: String)? {
    guard let value = ParameterValue.read(text, type: type), !isNotANumber(value) else {
      return (
        "`\(text)` is not a \(type)",
        "the parameter is \(summary)" + (Self.examples[type].map { "; write it like \($0)" } ?? "")
      )
    }
    if let minimum, let limit = number(minimum), let own = number(value), own < limit {
      return ("`\(text)` is less than the least that `\(name)` may be, `\(minimum)`", "the parameter is \(summary)")
    }
    if let maximum, let limit = number(maximum), let own = number(value), own > limit {
      return ("`\(text)` is more than the most that `\(name)` may be, `\(maximum)`", "the parameter is \(summary)")
    }
    return nil
  }

  private func isNotANumber(_ value: Value) -> Bool { number(value)?.isNaN == true }

  private func number(_ text: String) -> Double? { ParameterValue.read(text, type: type).flatMap(number) }

  private func number(_ value: Value) -> Double? {
    if case .double(let number) = value { number } else { nil }
  }

  private static let examples = [
    "number": "`0.5`", "percentage": "`5%`", "duration": "`500ms`", "rate": "`20/s`", "size": "`10 MiB`",
    "flag": "`true`",
  ]
}
