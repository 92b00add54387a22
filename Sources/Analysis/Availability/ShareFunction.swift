import GraphAlgorithms

/// The share of visits that succeed, as a function of what is up: of the visits of one request, each meets its own luck,
/// but all meet the same components.
///
/// The share is that of the highest level whose region of states holds; the first region holds always, and each lies
/// within the one before.
struct ShareFunction<Region: Equatable & Sendable>: Sendable {
  private(set) var levels: [Double]
  private(set) var regions: [Region]
  /// Whether no levels were drawn together.
  private(set) var isExact = true

  private init(levels: [Double], regions: [Region], isExact: Bool) {
    self.levels = levels
    self.regions = regions
    self.isExact = isExact
  }

  /// The same share whatever is up.
  init(_ share: Double, always: Region) { self.init(levels: [share], regions: [always], isExact: true) }

  /// All visits where a region holds, none elsewhere.
  init(in region: Region, always: Region) { self.init(levels: [0, 1], regions: [always, region], isExact: true) }

  /// The share that follows from this one, and does not fall with it.
  func map(_ rising: (Double) -> Double) -> ShareFunction {
    var result = ShareFunction(levels: [], regions: [], isExact: isExact)
    for (level, region) in zip(levels, regions) {
      let share = rising(level)
      // Of two levels that become one, the region of the lower one holds the other.
      if let last = result.levels.last, share <= last + Self.rounding { continue }
      result.levels.append(share)
      result.regions.append(region)
    }
    return result
  }

  /// The share that follows from those of both, each with its own luck, and does not fall with either.
  func combined<Algebra: StructureAlgebra>(
    with other: ShareFunction, _ bound: Bound, _ algebra: inout Algebra, _ rising: (Double, Double) -> Double
  ) throws(DecisionDiagram.TooLarge) -> ShareFunction where Algebra.Value == Region {
    let levels = ShareLevels(self.levels.flatMap { a in other.levels.map { rising(a, $0) } }, bound)
    var regions = [algebra.always]
    for least in levels.least.dropFirst() {
      var region: Region?
      // The lower the one, the higher the other must be.
      var first = 0
      for (level, states) in zip(self.levels, self.regions).reversed() {
        while first < other.levels.count, rising(level, other.levels[first]) < least - Self.rounding { first += 1 }
        guard first < other.levels.count else { break }
        let both = try algebra.and(states, other.regions[first])
        if let known = region { region = try algebra.or(known, both) } else { region = both }
      }
      regions.append(region ?? algebra.always)
    }
    return ShareFunction(
      levels: levels.shares, regions: regions, isExact: isExact && other.isExact && levels.isExact)
  }

  private static var rounding: Double { ShareLevels.rounding }
}

/// The levels that a share can have, ascending; of very many, neighbours are drawn together to the side that suits a bound.
private struct ShareLevels {
  /// Where each level begins.
  private(set) var least: [Double] = []
  /// What it counts as.
  private(set) var shares: [Double] = []
  private(set) var isExact = true

  /// Shares that differ by less are the same in other words.
  static let rounding = 1e-14
  private static let most = 64
  /// What more are drawn together to.
  private static let few = 32

  init(_ all: [Double], _ bound: Bound) {
    var distinct: [Double] = []
    for share in all.sorted() where distinct.last.map({ share > $0 + Self.rounding }) ?? true { distinct.append(share) }
    isExact = distinct.count <= Self.most
    guard !isExact, let top = distinct.popLast(), let bottom = distinct.first else {
      least = distinct
      shares = distinct
      return
    }
    // The highest is that of everything up, which is likelier than all others together: it stays what it is.
    let width = (top - bottom) / Double(Self.few - 1)
    for share in distinct {
      if let first = least.last, share < first + width {
        if bound == .best { shares[shares.count - 1] = share }
      } else {
        least.append(share)
        shares.append(share)
      }
    }
    least.append(top)
    shares.append(top)
  }
}

/// States of which nothing is known but that there are some: enough to find which levels a share can have.
struct NoRegions: StructureAlgebra {
  let always = true

  func event(_ number: Int) -> Bool { true }

  func and(_ a: Bool, _ b: Bool) -> Bool { true }

  func or(_ a: Bool, _ b: Bool) -> Bool { true }

  func gate(
    _ build: (inout DecisionDiagram) throws(DecisionDiagram.TooLarge) -> DecisionDiagram.Function
  ) -> Bool { true }
}
