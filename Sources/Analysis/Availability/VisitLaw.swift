/// How many calls along one link the requests at its caller make, and what that does to the share of them that succeed.
///
/// A mean between two whole numbers is one of both: of all laws with that mean the one that spares a failing call least,
/// as the share of requests without a failing call is convex in the number of calls.
struct VisitLaw: Hashable, Sendable {
  /// Visits that every request at the caller makes.
  var sure: Double
  /// The chance of one more.
  var extra: Double
  /// Calls of each visit.
  var each: Double
  /// Requests at the caller for one of the workload.
  var requests = 1.0

  /// - Parameter visits: their mean number for each request at the caller.
  init(visits: Double, each: Double) {
    sure = min(visits.rounded(.down), Self.most)
    extra = visits < Self.most ? visits - sure : 0
    self.each = each
  }

  /// More calls than these change nothing that could be seen.
  static let most = 1e9

  /// Calls for one request of the workload, at most.
  var most: Double { requests * each * (sure + (extra > 0 ? 1 : 0)) }

  /// The share of requests of which every call succeeds, each on its own.
  func share(_ call: Double) -> Double {
    let visit = Self.power(call, each)
    return Self.power(Self.power(visit, sure) * (1 - extra + extra * visit), requests)
  }

  /// A chance that several independent things each have.
  static func power(_ base: Double, _ exponent: Double) -> Double {
    if exponent == 0 || base == 1 { return 1 }
    return exponent == 1 ? base : base <= 0 ? 0 : Real.pow(base, exponent)
  }
}
