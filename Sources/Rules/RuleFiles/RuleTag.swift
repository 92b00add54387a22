/// What a rule can speak of: a concern of distributed design, a countermeasure, a habit, or a sort of caller.
///
/// A rule has one concern, which is the folder it stands in, and may be tagged with more. A closed list, since a page of
/// all rules is made of it: a tag that nobody else uses leads nobody anywhere.
public enum RuleTag: String, Sendable, CaseIterable {
  // Concerns.
  case throughput, latency, availability, resilience, synchronization
  case dataIntegrity = "data-integrity"
  case idempotency, compatibility, decoupling, traffic, security, scaling, model
  case badActors = "bad-actors"
  case misbehavingClients = "misbehaving-clients"

  // Countermeasures.
  case redundancy
  case rateLimiting = "rate-limiting"
  case authentication
  case accessControl = "access-control"

  // Habits.
  case statelessness
  case readOffloading = "read-offloading"
  case earlyRejection = "early-rejection"
  case discreteChunks = "discrete-chunks"
  case canonicalSource = "canonical-source"
  case keptCopies = "kept-copies"
  case transactions
  case versioning
}

extension Rule {
  /// Whether the rule is about it, by its concern or by a tag.
  public func isAbout(_ tag: RuleTag) -> Bool { concern == tag.rawValue || tags.contains(tag) }
}
