internal import Diagnostics
public import YAMLTree

/// One document in the native language.
public struct NativeDocument: Sendable {
  public let document: YAMLDocument
  /// The name under `system`, if there is one.
  public let system: String?

  /// Whether the document says that it is an overlay, with the key `overlay`; then it is read only where one is asked for.
  public let isOverlay: Bool

  /// The newest version of the language that is understood.
  public static let languageVersion = 1

  /// `nil` if the document does not claim to be native (it has no `topolint` key).
  public init?(_ document: YAMLDocument) {
    guard document.root.isMapping, document.root.entry("topolint") != nil else { return nil }
    self.document = document
    system = Self.systemName(in: document.root)
    isOverlay = document.root.entry("overlay") != nil
  }

  /// A document whose version of the language goes without saying.
  init(example document: YAMLDocument) {
    self.document = document
    system = Self.systemName(in: document.root)
    isOverlay = document.root.entry("overlay") != nil
  }

  private static func systemName(in root: YAMLNode) -> String? {
    guard let system = root["system"] else { return nil }
    let name = system.isMapping ? system["name"] : system
    guard let name, name.isScalar, !name.isNull else { return nil }
    return name.text
  }

  /// The message if the document's version of the language is not understood.
  func versionProblem() -> Diagnostic? {
    guard let version = document.root["topolint"] else { return nil }
    guard case .int(let number) = version.scalar, number >= 1 else {
      let text = version.isScalar ? version.text : ""
      let message = text.isEmpty ? "`topolint` has no version" : "`\(text)` is not a version of the language"
      return .error(
        "language-version", message, at: version.place,
        helps: ["write `topolint: \(Self.languageVersion)`"])
    }
    guard number > Self.languageVersion else { return nil }
    return .error(
      "language-version",
      "the file is written in version \(number) of the language; this topolint understands version \(Self.languageVersion)",
      at: version.place,
      helps: ["use a newer topolint, or write `topolint: \(Self.languageVersion)` if nothing newer is used"])
  }
}
