#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What a running computation has read so far, on one thread.
///
/// Models with a revision tell the log of the thread what is read of them; results that are kept tell it when they are
/// used. So what a result rests on is found out rather than declared, and cannot be forgotten.
public final class ReadLog {
  /// The revision that the computation is about.
  public let revision: Revision
  private var facts = FactFilter()
  private var parts: [Part] = []
  /// The same where they are many, of which most are used again and again.
  private var known: Set<ObjectIdentifier> = []
  private static let mostUnsorted = 16

  private init(_ revision: Revision) { self.revision = revision }

  /// Runs a computation about a revision; what it read becomes a part.
  ///
  /// - Parameter lineage: That of a result that is compared when it had to be computed anew.
  public static func recording<Result>(
    _ revision: Revision, of lineage: Lineage? = nil, _ body: () -> Result
  ) -> (result: Result, part: Part) {
    let log = ReadLog(revision)
    let outer = current
    current = log
    let result = body()
    current = outer
    return (result, Part(revision, log.facts, log.parts, of: lineage))
  }

  /// Runs a computation that is none of what the log of the thread is about, such as one about another revision.
  public static func unrecorded<Result>(_ body: () -> Result) -> Result {
    let outer = current
    current = nil
    defer { current = outer }
    return body()
  }

  /// The log of the computation that runs on this thread.
  public private(set) static var current: ReadLog? {
    get {
      pthread_getspecific(slot).map { Unmanaged<ReadLog>.fromOpaque($0).takeUnretainedValue() }
    }
    set {
      // Kept alive by the `recording` that made it.
      pthread_setspecific(slot, newValue.map { UnsafeRawPointer(Unmanaged.passUnretained($0).toOpaque()) })
    }
  }

  private static let slot: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  /// The computation uses a result that was computed before.
  public func use(_ part: Part) {
    if part.revision !== revision, !part.holds(in: revision) { revision.tangle() }
    if let last = parts.last, last === part { return }
    if parts.count >= Self.mostUnsorted {
      if known.isEmpty { known = Set(parts.map(ObjectIdentifier.init)) }
      if !known.insert(ObjectIdentifier(part)).inserted { return }
    }
    parts.append(part)
  }

  func read(_ fact: FactID) { facts.insert(fact) }

  func read(_ column: ColumnID) { facts.insert(column) }
}
