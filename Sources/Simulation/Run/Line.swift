/// One line of a station with its servers, and what has been counted of it since the warm-up.
struct Line {
  let station: Int32
  /// The first copy of its partition.
  let isFirst: Bool
  /// Servers that are not down.
  var servers: Int
  /// Replicas that are down.
  var down = 0
  /// No server starts anything.
  var isStopped = false
  /// Servers at work; of a shared processor, as far as there are visits.
  private(set) var busy = 0
  /// Threads that are held.
  var threads = 0
  /// Visits that have not been answered, wherever they are.
  var inProgress = 0
  var waitingForThread = FirstInFirstOut<Int32>()
  var waitingForServer = FirstInFirstOut<Int32>()
  var shared = SharedProcessor()
  /// Visits whose work here is not done.
  private(set) var present = 0

  private(set) var counts = Counts()
  private var changed = 0.0

  /// Sums since the warm-up.
  struct Counts {
    var busyTime = 0.0
    var presentTime = 0.0
    var arrived = 0
    var served = 0
    var sojourn = 0.0
    var work = 0.0
    /// Visits present at the end of the warm-up.
    var presentAtStart = 0
  }

  init(station: Int32, servers: Int, isFirst: Bool) {
    self.station = station
    self.servers = servers
    self.isFirst = isFirst
  }

  /// Brings the sums up to a time; before every change of what they sum.
  private mutating func advance(to now: Double) {
    let elapsed = now - changed
    counts.busyTime += Double(busy) * elapsed
    counts.presentTime += Double(present) * elapsed
    changed = now
  }

  mutating func enter(at now: Double) {
    advance(to: now)
    present += 1
    counts.arrived += 1
  }

  /// A visit's work is done.
  mutating func leave(at now: Double, since arrival: Double, work: Double) {
    advance(to: now)
    present -= 1
    counts.served += 1
    counts.sojourn += now - arrival
    counts.work += work
  }

  /// A visit goes without its work done.
  mutating func abandon(at now: Double, since arrival: Double) { leave(at: now, since: arrival, work: 0) }

  mutating func setBusy(_ count: Int, at now: Double) {
    advance(to: now)
    busy = count
  }

  /// Forgets what was counted.
  mutating func restart(at now: Double) {
    advance(to: now)
    counts = Counts()
    counts.presentAtStart = present
  }

  /// The sums up to a time.
  mutating func finalCounts(at now: Double) -> Counts {
    advance(to: now)
    return counts
  }
}
