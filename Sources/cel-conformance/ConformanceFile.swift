import FoundationEssentials

/// A file of conformance tests, as `shared/conformance` describes the format.
struct ConformanceFile: Decodable {
  var tests: [ConformanceTest]

  static func read(_ path: String) throws -> ConformanceFile {
    try JSONDecoder().decode(ConformanceFile.self, from: Data(contentsOf: URL(filePath: path)))
  }
}

/// One test: an expression and what it should come to.
struct ConformanceTest: Decodable {
  struct Declaration: Decodable {
    var kind: String
    var name: String
    var type: String?
    /// Of a function.
    var overloads: [OverloadDeclaration]?
  }

  struct Binding: Decodable {
    var value: TaggedValue?
  }

  struct Expectation: Decodable {
    var value: TaggedValue?
    var error: [String]?
    var deducedType: String?

    enum CodingKeys: String, CodingKey {
      case value, error
      case deducedType = "deduced_type"
    }
  }

  var file: String
  var section: String
  var name: String
  var expr: String
  var container: String?
  var disableMacros: Bool?
  var disableCheck: Bool?
  var checkOnly: Bool?
  var typeEnv: [Declaration]?
  var bindings: [String: Binding]?
  var expect: Expectation?
  var profile: String

  enum CodingKeys: String, CodingKey {
    case file, section, name, expr, container, bindings, expect, profile
    case disableMacros = "disable_macros"
    case disableCheck = "disable_check"
    case checkOnly = "check_only"
    case typeEnv = "type_env"
  }
}
