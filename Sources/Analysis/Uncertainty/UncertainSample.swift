import Topology

/// The answers to some questions in every point of a sample.
struct UncertainSample: Sendable {
  /// By question, then by point.
  private(set) var low: [[Double]]
  private(set) var high: [[Double]]
  /// How many points have no steady state, surely and perhaps, by question.
  private(set) var unstable: [(sure: Int, perhaps: Int)]
  /// How many miss the objective.
  private(set) var missed: [(sure: Int, perhaps: Int)]
  let count: Int

  /// - Parameter points: for each point the values of the inputs.
  init(_ model: UncertainModel, _ questions: [UncertainQuestion], _ points: [[Double]]) {
    count = points.count
    low = [[Double]](repeating: [], count: questions.count)
    high = low
    unstable = [(sure: Int, perhaps: Int)](repeating: (0, 0), count: questions.count)
    missed = unstable
    let pieces = (points.count + Self.piece - 1) / Self.piece
    let answers = Parallel.map(pieces) { piece in
      points[piece * Self.piece..<min(points.count, (piece + 1) * Self.piece)].map { point in
        let analysis = model.analysis(point)
        return questions.map { Answer($0, analysis) }
      }
    }
    for answers in answers.joined() {
      for (question, answer) in answers.enumerated() {
        low[question].append(answer.value.low)
        high[question].append(answer.value.high)
        unstable[question].sure += answer.isUnstable.sure ? 1 : 0
        unstable[question].perhaps += answer.isUnstable.perhaps ? 1 : 0
        missed[question].sure += answer.isMissed.sure ? 1 : 0
        missed[question].perhaps += answer.isMissed.perhaps ? 1 : 0
      }
    }
  }

  /// So many points are one piece of work for a core.
  private static let piece = 64

  /// The value that a share of the points does not exceed: what is unstable counts as infinite.
  func percentile(_ share: Double, of question: Int) -> Interval {
    Interval(low: Self.percentile(share, low[question]), high: Self.percentile(share, high[question]))
  }

  func probability(_ counts: (sure: Int, perhaps: Int)) -> Interval {
    Interval(low: Double(counts.sure) / Double(count), high: Double(counts.perhaps) / Double(count))
  }

  private static func percentile(_ share: Double, _ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted[min(sorted.count - 1, max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1))]
  }

  private struct Answer: Sendable {
    let value: Interval
    let isUnstable: (sure: Bool, perhaps: Bool)
    let isMissed: (sure: Bool, perhaps: Bool)

    init(_ question: UncertainQuestion, _ analysis: CapacityAnalysis) {
      value = question.value(analysis)
      let instability = question.kind.instability
      isUnstable = (instability.holds(value.low), instability.holds(value.high))
      guard let rule = question.kind.objective, let target = rule.target(analysis.topology, question.row) else {
        isMissed = (false, false)
        return
      }
      let ends = [rule.isMissed(value.low, target), rule.isMissed(value.high, target)]
      isMissed = (!ends.contains(false), ends.contains(true))
    }
  }
}
