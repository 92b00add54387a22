import FoundationEssentials

/// A file of conformance tests, as `shared/conformance` describes the format.
struct ConformanceFile: Decodable {
  var tests: [ConformanceTest] = []
  /// Tests of a form that is not understood here; they count as failed, and the others are still run.
  var unreadable: [UnreadableTest] = []

  enum CodingKeys: CodingKey {
    case tests
  }

  init(from decoder: any Decoder) throws {
    var entries = try decoder.container(keyedBy: CodingKeys.self).nestedUnkeyedContainer(forKey: .tests)
    while !entries.isAtEnd {
      switch try entries.decode(Entry.self) {
      case .test(let test): tests.append(test)
      case .unreadable(let test): unreadable.append(test)
      }
    }
  }

  private enum Entry: Decodable {
    case test(ConformanceTest)
    case unreadable(UnreadableTest)

    init(from decoder: any Decoder) throws {
      do {
        self = .test(try ConformanceTest(from: decoder))
      } catch {
        self = .unreadable(try UnreadableTest(from: decoder))
      }
    }
  }

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

/// What is known of a test that could not be read.
struct UnreadableTest: Decodable {
  var file: String
  var section: String
  var name: String
  var profile: String
}
