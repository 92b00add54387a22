internal import Checking
internal import Rules
internal import Topology

extension Session {
  /// How the last word of a line may go on.
  public struct Completion: Sendable {
    /// How many characters at the end of the line are the word.
    public var typed: Int
    /// Whole words, sorted.
    public var words: [String]
  }

  /// Completes what stands before the cursor.
  public mutating func completion(of line: String) -> Completion {
    let start = line.drop { $0 == " " }
    guard let blank = start.firstIndex(of: " "), let word = SessionCommand.Word(rawValue: String(start[..<blank]))
    else {
      let commands = SessionCommand.Word.allCases.map(\.rawValue)
      return Self.completion(of: String(start), among: commands + explaining(\.names))
    }
    let argument = String(start[blank...].drop { $0 == " " })
    switch word {
    case .why: return Self.completion(of: argument, among: report().findings.map(\.shortID))
    case .show: return Self.completion(of: argument, among: explaining(\.names) + facts(of: argument))
    case .path:
      let end = argument.lastRange(of: "-> ").map { String(argument[$0.upperBound...]) } ?? argument
      return Self.completion(of: end, among: ends)
    case .set:
      return Self.completion(of: argument, among: facts(of: argument).map { $0.hasSuffix(".") ? $0 : $0 + "=" })
    case .unset: return Self.completion(of: argument, among: targets)
    case .use: return Self.completion(of: argument, among: model.systems.compactMap(\.name))
    case .eval:
      let name = String(argument.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.reversed())
      return Self.completion(of: name, among: ModelLists.allNames)
    default: return Completion(typed: 0, words: [])
    }
  }

  private static func completion(of typed: String, among names: [String]) -> Completion {
    let words = Set(names.filter { $0.hasPrefix(typed) && $0 != typed }).sorted()
    return Completion(typed: typed.count, words: words)
  }

  private var ends: [String] {
    let topology = model.systems[0]
    return [TableID.party, .operation].flatMap { table in
      topology.rows(of: table).map { topology.id(of: EntityID(table, $0)) }
    }
  }

  /// The facts of the entity that a word begins with; without one the entities, each with a point behind it.
  private mutating func facts(of word: String) -> [String] {
    let topology = report().topology
    let dots = word.indices.filter { word[$0] == "." }
    for dot in dots.reversed() {
      guard let entity = topology.entity(withID: String(word[..<dot])) else { continue }
      let kind = entity.table == .party ? topology.kind(ofParty: entity.row) : nil
      return Schema.table(entity.table).columns.filter { column in
        kind.map { kind in column.field.kinds?.contains(kind) ?? true } ?? true
      }.map { "\(word[..<dot]).\($0.path)" }
    }
    let tables: [TableID] = [.party, .operation, .interface, .link, .workload, .dataSet]
    return tables.flatMap { table in topology.rows(of: table).map { topology.id(of: EntityID(table, $0)) + "." } }
  }
}

extension String {
  /// The last place of a text.
  fileprivate func lastRange(of text: String) -> Range<Index>? {
    var found: Range<Index>?
    var start = startIndex
    while let range = self[start...].firstRange(of: text) {
      found = range
      start = range.upperBound
    }
    return found
  }
}
