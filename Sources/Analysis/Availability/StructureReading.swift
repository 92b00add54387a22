/// How the calls of a system are read as needs.
struct StructureReading: Hashable, Sendable {
  /// Which way unknown facts are read.
  let bound: Bound
  /// Whether calls that a request can do without count as needs too.
  let needsOptional: Bool
  /// Whether calls that only some requests make, and those that a cache may answer, are needed by all requests at the
  /// unfavourable end and by none at the other. That leaves little to decide where the exact function is too large.
  let ignoresChance: Bool

  init(_ bound: Bound, _ needsOptional: Bool, ignoresChance: Bool = false) {
    self.bound = bound
    self.needsOptional = needsOptional
    self.ignoresChance = ignoresChance
  }

  /// The call as a need; `nil` where it is none.
  func need(_ call: Call) -> Call? {
    switch call.necessity {
    case .optional where !needsOptional: return nil
    case .unknown where !needsOptional && bound == .best: return nil
    default: break
    }
    guard ignoresChance, call.isChancy else { return call }
    if bound == .best, !call.isCertain { return nil }
    return Call(link: call.link, targets: call.targets, necessity: call.necessity)
  }
}
