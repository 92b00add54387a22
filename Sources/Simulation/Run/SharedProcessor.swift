/// Visits that share the servers of a line equally, none getting more than one server.
///
/// Attained service grows equally for all, so the order in which visits end is settled when they come.
struct SharedProcessor {
  private var jobs = Heap<Job>()
  private var attained = 0.0
  private var changed = 0.0
  /// Tells events that were planned before the last change.
  private(set) var version: UInt32 = 0
  private var sequence: UInt64 = 0

  private struct Job: Comparable {
    let end: Double
    let sequence: UInt64
    let visit: Int32

    static func < (a: Job, b: Job) -> Bool { a.end != b.end ? a.end < b.end : a.sequence < b.sequence }
  }

  var count: Int { jobs.count }

  private func speed(_ servers: Int) -> Double { jobs.count <= servers ? 1 : Double(servers) / Double(jobs.count) }

  /// Lets time pass up to `now`; before every change of the visits or servers.
  mutating func advance(to now: Double, servers: Int) {
    attained += (now - changed) * speed(servers)
    changed = now
    version &+= 1
  }

  mutating func add(_ visit: Int32, work: Double) {
    sequence += 1
    jobs.insert(Job(end: attained + work, sequence: sequence, visit: visit))
  }

  mutating func removeFirst() -> Int32? {
    let visit = jobs.removeFirst()?.visit
    if jobs.count == 0 { attained = 0 }
    return visit
  }

  /// When the next visit ends if nothing changes.
  func nextEnd(servers: Int) -> Double? {
    guard servers > 0, let first = jobs.first else { return nil }
    return changed + max(0, first.end - attained) / speed(servers)
  }
}
