/// Something that happens at a time; of two at one time, what was planned first.
struct Event: Comparable {
  var time: Double
  var sequence: UInt64
  var kind: Kind
  /// A row of the table that the kind speaks of.
  var subject: Int32
  /// Tells whether the subject is still what it was when the event was planned.
  var token: UInt32

  enum Kind: UInt8 {
    /// The next request of an open or scheduled source.
    case arrival
    /// The request of one client or of one member of a cohort.
    case request
    /// A visit reaches its component.
    case delivery
    /// A server is done with a visit.
    case serviceEnd
    /// The next visit of a shared processor is done.
    case sharedEnd
    /// A visit's fixed delay is over.
    case delayEnd
    /// The answer, or word that there is none, reaches the caller.
    case reply, refusal
    /// The caller gives up the attempt.
    case timeout
    /// The caller gives up the whole call.
    case deadline
    /// The next attempt.
    case retry
    /// A line stops or goes on.
    case outageStart, outageEnd
    /// A replica breaks or is repaired.
    case failure, repair
  }

  static func < (a: Event, b: Event) -> Bool { a.time != b.time ? a.time < b.time : a.sequence < b.sequence }
}

/// The events to come.
struct Calendar {
  private var heap = Heap<Event>()
  private var sequence: UInt64 = 0
  /// Events that have happened.
  private(set) var happened = 0

  mutating func plan(_ kind: Event.Kind, at time: Double, subject: Int32, token: UInt32 = 0) {
    sequence += 1
    heap.insert(Event(time: time, sequence: sequence, kind: kind, subject: subject, token: token))
  }

  mutating func next() -> Event? {
    happened += 1
    return heap.removeFirst()
  }

  var nextTime: Double? { heap.first?.time }
}
