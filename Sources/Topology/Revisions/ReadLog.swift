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

  private init(_ revision: Revision) { self.revision = revision }

  /// Runs a computation about a revision; what it read becomes a part.
  public static func recording<Result>(_ revision: Revision, _ body: () -> Result) -> (result: Result, part: Part) {
    let log = ReadLog(revision)
    let outer = current
    current = log
    let result = body()
    current = outer
    return (result, Part(revision, log.facts, log.parts))
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
    parts.append(part)
  }

  func read(_ fact: FactID) { facts.insert(fact) }

  func read(_ column: ColumnID) { facts.insert(column) }
}
