public import Diagnostics
internal import Frontends
internal import Rules
internal import Topology
public import YAMLTree

/// Reads `.topolint.yaml`.
public struct ConfigurationReader {
  private var configuration = Configuration()
  private var problems: [Diagnostic] = []

  private static let keys = [
    "fail_on", "profile", "select", "ignore", "strict_unknown", "rules", "allow", "rule_paths", "technologies",
    "attributes", "evidence_max_age",
  ]
  private static let ruleKeys = ["severity", "off", "params", "unknown", "except"]
  private static let allowKeys = ["rule", "subject", "reason", "until", "owner", "ticket"]

  /// The configuration and everything that is wrong with it.
  public static func read(_ stream: YAMLStream) -> (Configuration, [Diagnostic]) {
    var reader = ConfigurationReader()
    reader.problems = stream.diagnostics
    guard let root = stream.documents.first?.root else { return (reader.configuration, reader.problems) }
    guard root.isMapping else {
      return (reader.configuration, [.error("wrong-type", "a configuration is a map", at: root.place)])
    }
    for entry in root.entries { reader.read(entry) }
    return (reader.configuration, reader.problems)
  }

  private mutating func read(_ entry: YAMLEntry) {
    switch entry.key.text {
    case "fail_on": failOn(entry.value)
    case "profile":
      if let profile = word(entry.value, Profile.init(rawValue:), Profile.allCases.map(\.rawValue)) {
        configuration.profile = profile
      }
    case "select": configuration.select = texts(entry).map(RuleSelector.init)
    case "ignore": configuration.ignore = texts(entry).map(RuleSelector.init)
    case "strict_unknown": configuration.strictUnknown = flag(entry.value)
    case "evidence_max_age": configuration.evidenceDays = days(entry.value)
    case "rule_paths": configuration.rulePaths = texts(entry)
    case "technologies": configuration.technologyPaths = texts(entry)
    case "attributes": configuration.attributes = attributes(entry.value)
    case "rules": rules(entry.value)
    case "allow": allowances(entry.value)
    case let key: unknownKey(key, entry.key, Self.keys)
    }
  }

  private mutating func failOn(_ node: YAMLNode) {
    if node.hasText("never") {
      configuration.failOn = nil
    } else if let severity = word(node, Severity.init(word:), ["error", "warning", "note", "never"]) {
      configuration.failOn = severity
    }
  }

  private mutating func rules(_ node: YAMLNode) {
    if !node.isMapping { report("wrong-type", "`rules` is a map from rules to their settings", node) }
    for entry in node.entries {
      var settings = RuleSettings()
      if entry.value.hasText("off") {
        settings.isOff = true
      } else {
        for field in entry.value.entries { read(field, into: &settings) }
        if !entry.value.isMapping { report("wrong-type", "the settings of a rule are a map, or `off`", entry.value) }
      }
      configuration.rules.append(RuleEntry(RuleSelector(entry.key.text), settings))
    }
  }

  private mutating func read(_ field: YAMLEntry, into settings: inout RuleSettings) {
    switch field.key.text {
    case "severity":
      if field.value.hasText("off") {
        settings.isOff = true
      } else {
        settings.severity = word(field.value, Severity.init(word:), ["error", "warning", "note", "off"])
      }
    case "off": settings.isOff = flag(field.value)
    case "unknown":
      settings.unknown = word(field.value, UnknownPolicy.init(rawValue:), UnknownPolicy.allCases.map(\.rawValue))
    case "params": settings.parameters = parameters(field.value)
    case "except":
      settings.except = nodes(field).map { SubjectException(GlobPattern($0.text), span: $0.place) }
    case let key: unknownKey(key, field.key, Self.ruleKeys)
    }
  }

  private mutating func parameters(_ node: YAMLNode) -> [ConfiguredParameter] {
    if !node.isMapping { report("wrong-type", "`params` is a map from parameters to values", node) }
    return node.entries.compactMap { entry in
      guard entry.value.isScalar, !entry.value.isNull else {
        let place = entry.value.isNull ? entry.key : entry.value
        report("wrong-type", "the value of the parameter `\(entry.key.text)` is a plain value", place)
        return nil
      }
      return ConfiguredParameter(
        name: entry.key.text, text: entry.value.text, nameSpan: entry.key.place, valueSpan: entry.value.place)
    }
  }

  private mutating func allowances(_ node: YAMLNode) {
    for item in node.items {
      for entry in item.entries where !Self.allowKeys.contains(entry.key.text) {
        unknownKey(entry.key.text, entry.key, Self.allowKeys)
      }
      guard let rule = item["rule"]?.text, let subject = item["subject"]?.text else {
        report("missing-key", "an allowance needs `rule` and `subject`", item)
        continue
      }
      guard let reason = item["reason"]?.text, !reason.isEmpty else {
        report("missing-key", "an allowance needs a `reason`", item)
        continue
      }
      if let until = item["until"], !CalendarDate.isValid(until.text) {
        report("wrong-value", "`\(until.text)` is not a date", until, help: "write it like `2027-06-30`")
        continue
      }
      configuration.allowances.append(
        Allowance(
          rule: rule, scope: .subject(subject), reason: reason, until: item["until"]?.text, span: item.place,
          owner: item["owner"]?.text, ticket: item["ticket"]?.text))
    }
  }

  // MARK: Values

  mutating func word<T>(_ node: YAMLNode, _ read: (String) -> T?, _ words: [String]) -> T? {
    if let value = read(node.text) { return value }
    let nearest = Suggestion.nearest(to: node.text, among: words)
    report(
      "wrong-value", "`\(node.text)` is not one of the values" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
      node,
      help: "the values are \(words.map { "`\($0)`" }.joined(separator: ", "))")
    return nil
  }

  private mutating func flag(_ node: YAMLNode) -> Bool {
    if case .bool(let value) = node.scalar { return value }
    report("wrong-value", "`\(node.text)` is neither `true` nor `false`", node)
    return false
  }

  private mutating func days(_ node: YAMLNode) -> Double? {
    if let seconds = try? Quantity.parse(node.text, as: .duration) { return seconds / 86_400 }
    report("wrong-value", "`\(node.text)` is not a duration", node, help: "write it like `365d`")
    return nil
  }

  private mutating func texts(_ entry: YAMLEntry) -> [String] { nodes(entry).map(\.text) }

  /// The items of a list of texts, or the one text in its place.
  private mutating func nodes(_ entry: YAMLEntry) -> [YAMLNode] {
    if entry.value.isScalar, !entry.value.isNull { return [entry.value] }
    if !entry.value.isSequence { report("wrong-type", "`\(entry.key.text)` is a list", entry.value) }
    for item in entry.value.items where !item.isScalar {
      report("wrong-type", "`\(entry.key.text)` is a list of texts", item)
    }
    return entry.value.items.filter(\.isScalar)
  }

  mutating func unknownKey(_ key: String, _ node: YAMLNode, _ allowed: [String]) {
    let nearest = Suggestion.nearest(to: key, among: allowed)
    report(
      "unknown-key", "unknown key `\(key)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""), node,
      help: "the keys are \(allowed.map { "`\($0)`" }.joined(separator: ", "))")
  }

  mutating func report(_ code: String, _ message: String, _ node: YAMLNode, help: String? = nil) {
    problems.append(.error(code, message, at: node.place, helps: help.map { [$0] } ?? []))
  }
}
