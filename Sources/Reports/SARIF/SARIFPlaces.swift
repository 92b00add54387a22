import Checking
import Diagnostics
import Topology

/// Places and fingerprints of lines; the fingerprints of a file are computed when the first is asked for.
struct SARIFPlaces {
  let sources: Sources
  private var fingerprints: [FileID: LineFingerprints] = [:]

  init(_ sources: Sources) { self.sources = sources }

  /// `physicalLocation` of a span.
  func physical(_ span: Span) -> JSONText {
    let start = sources.start(of: span)
    let end = sources.end(of: span)
    return [
      "artifactLocation": [
        "uri": .string(Self.uri(sources[span.file].path)), "uriBaseId": "%SRCROOT%",
      ],
      "region": [
        "startLine": .int(start.line), "startColumn": .int(start.column), "endLine": .int(end.line),
        "endColumn": .int(end.column),
      ],
    ]
  }

  /// `primaryLocationLineHash` of the line where a span begins.
  mutating func fingerprint(_ span: Span) -> String {
    let file = sources[span.file]
    let lines = fingerprints[span.file] ?? LineFingerprints(of: file.bytes)
    fingerprints[span.file] = lines
    return lines[file.lineIndex(at: span.start)]
  }

  /// Where to show what has no place of its own: the name of the system, else the first line of its first file.
  func home(of topology: Topology) -> Span {
    if let place = topology.definition(EntityID(.system, 0)) { return place.key }
    let parties = topology.rows(of: .party).compactMap { topology.definition(EntityID(.party, $0))?.key.file }
    let file = parties.min() ?? FileID(rawValue: 0)
    guard Int(file.rawValue) < sources.files.count else { return Span(file: file, start: 0, end: 0) }
    return Span(file: file, start: 0, end: UInt32(sources[file].line(0).endIndex))
  }

  /// A relative reference as RFC 3986 wants it.
  static func uri(_ path: String) -> String {
    var bytes = path.utf8[...]
    while bytes.starts(with: "./".utf8) { bytes = bytes.dropFirst(2) }
    return bytes.reduce(into: "") { text, byte in
      let character = Character(Unicode.Scalar(byte))
      let isPlain = character.isASCII && (character.isLetter || character.isNumber || "-._~/".contains(character))
      text += isPlain ? String(character) : "%" + hex(byte)
    }
  }

  private static func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}
