import Topology

/// How zones and regions fail, where that is stated.
struct FailureDomains {
  private let zone: Double?
  private let region: Double?
  private let zoneRepair: Double?
  private let regionRepair: Double?
  private(set) var derivation = Derivation()

  init(_ topology: Topology) {
    zone = derivation.number(Columns.zoneAvailability, 0, of: topology)
    region = derivation.number(Columns.regionAvailability, 0, of: topology)
    zoneRepair = topology.number(Columns.zoneRepair, 0)
    regionRepair = topology.number(Columns.regionRepair, 0)
  }

  /// Share of time that it is up; one where nobody says.
  func chance(of domain: FailureDomain) -> Double {
    switch domain {
    case .zone: zone ?? 1
    case .region: region ?? 1
    }
  }

  /// How often it fails, per second; `nil` where it fails and its time to repair is not stated.
  func failureFrequency(of domain: FailureDomain) -> Double? {
    let down = 1 - chance(of: domain)
    guard down > 0 else { return 0 }
    return repair(of: domain).flatMap { $0 > 0 ? down / $0 : nil }
  }

  /// Mean seconds until one is back; `nil` where nobody says.
  func repair(of domain: FailureDomain) -> Double? {
    switch domain {
    case .zone: zoneRepair
    case .region: regionRepair
    }
  }

  /// Whether nobody says in which places a component runs, or how those fail.
  func areOpen(forParty party: Int, _ topology: Topology) -> Bool {
    func isOpen(_ places: ColumnID, _ chance: Double?) -> Bool {
      switch topology.state(places, party) {
      case .none: false
      case .unknown: chance != 1
      case .value: chance == nil
      }
    }
    return isOpen(Columns.zones, zone) || isOpen(Columns.regions, region)
  }
}
