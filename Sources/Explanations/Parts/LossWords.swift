public import Analysis
public import Topology

/// Names of what can be lost.
public struct LossWords {
  private let topology: Topology

  /// Names the parts of a system.
  public init(_ topology: Topology) { self.topology = topology }

  /// For instance ``one copy of `orders` `` or ``zone `a` ``.
  public func name(_ loss: FailureEffect.Loss) -> String {
    func code(_ table: TableID, _ row: Int) -> String { "`\(topology.id(of: EntityID(table, row)))`" }
    return switch loss {
    case .replica(let party): "one copy of \(code(.party, party))"
    case .component(let party): code(.party, party)
    case .zone(let name): "zone `\(name)`"
    case .region(let name): "region `\(name)`"
    case .host(let name): "host `\(name)`"
    case .runtime(let name): "runtime `\(name)`"
    case .link(let link): "link \(code(.link, link))"
    }
  }
}
