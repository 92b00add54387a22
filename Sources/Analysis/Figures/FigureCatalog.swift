public import Topology

/// All figures that people and rules may ask for, one line each, in the files beside this one.
public enum FigureCatalog {
  /// In the order of the reference.
  public static let all: [Figure] =
    (load + utilizations + times + largestRates + retries + costs + backlogs + growth + availabilities + paths)
    .enumerated().map { $1.at($0) }

  /// The figures of the rows of a table.
  public static func figures(of table: TableID) -> [Figure] { all.filter { $0.table == table } }

  /// The same without those that are the mean of a group by its short name.
  public static func members(of table: TableID) -> [Figure] {
    let figures = figures(of: table)
    let groups = Set(figures.compactMap(\.group))
    return figures.filter { !groups.contains($0.name) }
  }

  /// A figure by its name.
  public static func figure(_ name: String, of table: TableID) -> Figure? {
    byName[Key(name: name, table: table)].map { all[$0] }
  }

  fileprivate struct Key: Hashable {
    let name: String
    let table: TableID
  }

  /// Places in the catalogue.
  fileprivate static let byName = Dictionary(
    uniqueKeysWithValues: all.enumerated().map { (Key(name: $1.name, table: $1.table), $0) })
}

extension CapacityAnalysis {
  /// A figure of the catalogue by its name, which is kept as long as nothing changes that it rests on; not applicable
  /// where there is none of that name.
  public func figure(_ name: String, of table: TableID, _ row: Int) -> Estimate {
    FigureCatalog.byName[FigureCatalog.Key(name: name, table: table)].map { FigureCatalog.all[$0].estimate(self, row) }
      ?? .notApplicable
  }
}
