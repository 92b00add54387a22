/// What a request asks of a component's copies.
enum CopyUse: Int, CaseIterable, Sendable {
  /// A read of a store.
  case read
  /// Everything else: requests to services, messages to queues, writes to stores.
  case serve
}

/// How many copies must be up for one use, and how long it takes until another copy serves where one serves alone.
struct CopyNeed: Hashable, Sendable {
  /// Copies that must be up; infinity where nothing bounds them.
  var needed: Interval = .one
  /// Seconds until another copy takes over from the one that serves alone: zero where all serve, infinity if none does.
  var takeover: Interval = .zero
  /// Copies that are up but do not answer, such as the leader of a store whose reads go to its followers.
  var idle = 0

  /// Copies needed at one end of what is known.
  func needed(_ bound: Bound) -> Int {
    Int(min(bound.of(needed), 1e9))
  }
}
