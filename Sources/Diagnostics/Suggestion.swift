/// Finds what somebody probably meant.
public enum Suggestion {
  /// The candidate nearest to `word`, or `nil` if none is near enough to be a slip of the fingers.
  ///
  /// Distance is Damerau-Levenshtein (adjacent transpositions count once) on lower-cased letters with `-` and `_` taken
  /// as equal; a third of the word's length, and at least one edit, is near. Ties go to the first candidate.
  public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    nearest(1, to: word, among: candidates).first
  }

  /// The same for several, the nearest first, without repetition.
  public static func nearest(_ most: Int, to word: String, among candidates: some Sequence<String>) -> [String] {
    let wanted = folded(word)
    // Nobody mistypes a word of that length, and the distance takes quadratic time.
    guard wanted.count <= 100 else { return [] }
    let limit = max(1, wanted.count / 3)
    let letters = Letters(wanted)
    var rows = EditRows()
    var best: [(distance: Int, candidate: String)] = []
    for candidate in candidates where abs(candidate.utf8.count - wanted.count) <= limit {
      let other = folded(candidate)
      guard letters.mayBe(within: limit, of: Letters(other)) else { continue }
      // Only a nearer one than the worst of the best is of interest.
      let bound = best.count < most ? limit : min(limit, (best.last?.distance ?? 0) - 1)
      guard let distance = rows.distance(wanted, other, within: bound),
        !best.contains(where: { $0.candidate == candidate })
      else { continue }
      best.insert((distance, candidate), at: best.firstIndex { $0.distance > distance } ?? best.count)
      if best.count > most { best.removeLast() }
      if best.count == most, best.last?.distance == 0 { break }
    }
    return best.map(\.candidate)
  }

  private static func folded(_ word: String) -> [UInt8] {
    let isPlain = word.utf8.allSatisfy { $0 < 0x80 }
    return (isPlain ? Array(word.utf8) : Array(word.lowercased().utf8)).map { byte in
      switch byte {
      case UInt8(ascii: "-"): UInt8(ascii: "_")
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      default: byte
      }
    }
  }

  /// The optimal string alignment distance. O(n·m).
  static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var rows = EditRows()
    return rows.distance(a, b, within: max(a.count, b.count)) ?? max(a.count, b.count)
  }
}

/// Which letters a word has: a bound on its distance to another that costs next to nothing.
private struct Letters {
  private let set: UInt64

  init(_ word: [UInt8]) { set = word.reduce(0) { $0 | 1 << UInt64($1 & 63) } }

  /// Whether so few edits may do: each brings in at most one letter and takes out at most one.
  func mayBe(within limit: Int, of other: Letters) -> Bool {
    (set & ~other.set).nonzeroBitCount <= limit && (other.set & ~set).nonzeroBitCount <= limit
  }
}

/// The three rows of the table that a distance needs, kept from word to word.
private struct EditRows {
  private var beforeLast: [Int] = []
  private var last: [Int] = []
  private var row: [Int] = []

  /// The optimal string alignment distance; `nil` if it is above `limit`. O(n·limit).
  ///
  /// Only the band of the table that is no farther from its diagonal than the limit is filled in (Ukkonen, Algorithms for
  /// Approximate String Matching, 1985).
  mutating func distance(_ a: [UInt8], _ b: [UInt8], within limit: Int) -> Int? {
    guard limit >= 0, abs(a.count - b.count) <= limit else { return nil }
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    let far = limit + 1
    row = (0...b.count).map { min($0, far) }
    last = row
    beforeLast = row
    var leastBefore = 0
    for i in 1...a.count {
      (beforeLast, last, row) = (last, row, beforeLast)
      let band = max(1, i - limit)...min(b.count, i + limit)
      row[band.lowerBound - 1] = band.lowerBound == 1 ? min(i, far) : far
      var least = row[band.lowerBound - 1]
      for j in band {
        var cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { cost = min(cost, beforeLast[j - 2] + 1) }
        row[j] = min(cost, far)
        least = min(least, row[j])
      }
      if band.upperBound < b.count { row[band.upperBound + 1] = far }
      // An exchange looks two rows back, so that one row alone proves nothing.
      if least > limit, leastBefore > limit { return nil }
      leastBefore = least
    }
    return row[b.count] <= limit ? row[b.count] : nil
  }
}
