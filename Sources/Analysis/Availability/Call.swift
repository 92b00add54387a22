import Topology

/// Whether the caller's request fails when a call cannot be made.
enum Necessity: Sendable {
  case needed, optional, unknown
}

/// What a request at a node needs of another, for its answer.
struct Call: Sendable {
  /// The link it goes along; -1 for what holds without a link.
  var link: Int32 = -1
  /// The nodes that must all answer.
  var targets: [Int32]
  var necessity = Necessity.needed
  /// How often a request at the caller makes the call.
  var visits = VisitLaw(visits: 1, each: 1)
  /// The share of visits that get as far as the target or the cache.
  var chance = Interval.one
  /// The node of the cache that may answer instead; -1 without one.
  var cache: Int32 = -1
  /// The share of look-ups that the cache answers.
  var hits = Interval.zero

  /// Whether every request makes it, whatever else is up.
  var isCertain: Bool { !maySkip && cache < 0 }

  /// Whether some requests do not make it.
  var maySkip: Bool { chance != .one || visits.sure < 1 }

  /// Whether it is left to chance how often, or whether at all, a request makes it.
  var isChancy: Bool { !isCertain || visits.extra > 0 }
}

extension Necessity {
  /// `required`, or what `fallback` and `on_failure` say; where nobody says anything, a link is required by convention.
  init(ofLink link: Int, topology: Topology, _ derivation: inout Derivation) {
    if let required = topology.flag(Columns.linkRequired, link) {
      derivation.use(Columns.linkRequired, link, of: topology)
      self = required ? .needed : .optional
      return
    }
    let fallback = derivation.use(word: Columns.linkFallback, link, of: topology)
    let onFailure = derivation.use(word: Columns.linkOnFailure, link, of: topology)
    switch (fallback, onFailure) {
    case (nil, nil):
      derivation.assume(.requiredLink)
      self = .needed
    case (nil, "fail-closed"), ("none", nil), ("none", "fail-closed"):
      self = .needed
    case (nil, _), (_, nil):
      self = .optional
    case ("none", _), (_, "fail-closed"):
      // The two disagree.
      derivation.lack(Columns.linkRequired, link, of: topology)
      self = .unknown
    default:
      self = .optional
    }
  }
}
