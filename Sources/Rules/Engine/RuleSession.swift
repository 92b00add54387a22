/// Decides rules on one model one after the other, again and again if asked: for measuring. What the analyses came to is
/// kept, so that of two passes the second shows what deciding alone takes.
public final class RuleSession {
  private let engine: RuleEngine
  private let source: ModelSource

  /// Prepares a session; the analyses of the model are shared with others.
  public init(_ engine: RuleEngine, on model: SharedModel) {
    self.engine = engine
    source = model.makeSource()
  }

  /// The verdicts of one rule, without the words of findings.
  public func decide(rule index: Int) -> VerdictCounts {
    source.forgetGraphs()
    var run = engine.makeRun(ofRule: index, source)
    run.countAll()
    return run.counts
  }
}
