internal import Topology

/// The JSON Schema (draft-07) of the native language, generated from the schema table, for completion, hover and a first
/// check in editors.
///
/// Everything it refuses the loader refuses too; the loader also resolves references and compares facts.
public enum NativeJSONSchema {
  /// The name of the schema's file, and its `$id`.
  public static let fileName = "topology-v1.json"

  /// The schema as JSON text, members in the order of the table; ends with a line break. O(fields).
  public static func text() -> String { root.text() + "\n" }

  private static var root: JSONValue {
    .object([
      ("$schema", .string("http://json-schema.org/draft-07/schema#")),
      ("$id", .string(fileName)),
      ("title", .string("topolint topology")),
      (
        "description",
        .string(
          "A distributed system, described for topolint: who calls whom, how often, and what holds when parts fail.")
      ),
      ("type", .string("object")),
      ("required", .strings(["topolint"])),
      ("properties", .object(sections)),
      ("patternProperties", .object([("^x_", .object([("description", .string("Yours; a place for anchors."))]))])),
      ("additionalProperties", .flag(false)),
      ("definitions", .object(definitions)),
    ])
  }

  /// Users' own attributes: plain values of any kind.
  static let ownKeys: JSONValue = .object([
    (
      "^x_",
      .object([
        ("description", .string("An attribute of your own.")),
        ("type", .strings(["string", "number", "boolean"])),
      ])
    )
  ])

  // MARK: Sections

  private static var sections: [JSONValue.Member] {
    [
      ("topolint", version),
      ("overlay", overlay),
      (
        "system",
        .object([
          ("description", .string("The name of the system, or a map of its name and of what holds for all of it.")),
          ("anyOf", .array([entityName, ref("entity.system")])),
        ])
      ),
    ]
      + PartyKind.allCases.map { kind in
        (kind.section, section(sectionDoc(kind), entity: "\(kind)"))
      } + [
        ("links", links),
        ("data", section(Schema.table(.dataSet).doc, entity: "data-set")),
        ("workloads", section("The demand that enters from outside, by name.", entity: "workload")),
      ]
  }

  private static var version: JSONValue {
    .object([
      ("description", .string("The version of the language that the file is written in.")),
      ("const", .integer(NativeDocument.languageVersion)),
    ])
  }

  private static var overlay: JSONValue {
    .object([
      (
        "description",
        .string(
          "Says that the file is an overlay, and for what: its values replace those of a topology where it is asked for."
        )
      ), ("type", .strings(["string", "number", "boolean"])),
    ])
  }

  private static func sectionDoc(_ kind: PartyKind) -> String {
    switch kind {
    case .client: "Who calls the system from outside, by name."
    case .service: "Components that work, by name."
    case .store: "Components that keep data, by name."
    case .queue: "Components that hold messages until somebody takes them, by name."
    }
  }

  private static func section(_ doc: String, entity: String) -> JSONValue {
    .object([
      ("description", .string(doc)),
      ("type", .string("object")),
      ("propertyNames", entityName),
      ("additionalProperties", ref("entity.\(entity)")),
    ])
  }

  private static var links: JSONValue {
    .object([
      ("description", .string(Schema.table(.link).doc)),
      ("type", .string("array")),
      ("items", ref("entity.link")),
    ])
  }

  static let entityName: JSONValue = .object([
    ("type", .string("string")),
    ("pattern", .string("^[A-Za-z0-9_][A-Za-z0-9_-]*$")),
    ("not", .object([("const", .string("none"))])),
  ])

  static func ref(_ name: String) -> JSONValue { .object([("$ref", .string("#/definitions/\(name)"))]) }

  // MARK: Definitions

  /// Every definition once, in the order in which the table mentions it first.
  private static var definitions: [JSONValue.Member] {
    var found = SchemaDefinitions()
    for kind in PartyKind.allCases { found.addEntity(.party, kind: kind) }
    for table in TableID.allCases where table != .party { found.addEntity(table, kind: nil) }
    found.addDefaults()
    found.addProvenance()
    return found.members
  }
}
