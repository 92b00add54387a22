import Topology

/// One run of the analysis of uncertainty.
struct UncertaintyRun {
  private let likely: CapacityAnalysis
  private let model: UncertainModel
  /// The names of what is asked; `nil` for everything.
  private let figures: Set<String>?
  /// By input, then by point.
  private let draws: [[Double]]

  init(_ likely: CapacityAnalysis, _ inputs: [UncertainInput], _ cube: LatinHypercube, _ figures: Set<String>?) {
    self.figures = figures
    self.likely = likely
    model = UncertainModel(topology: likely.topology, inputs: inputs)
    draws = Parallel.map(inputs.count) { input in cube.points(input).map { inputs[input].quantile($0) } }
  }

  func outcomes() -> [UncertainOutcome] {
    let questions = changing(UncertainQuestion.all(of: model.topology, figures))
    let points = draws[0].indices.map { point in draws.map { $0[point] } }
    let sample = UncertainSample(model, questions, points)
    let ranking = ranking(sample, questions.count)
    let tornado = Tornado(model, questions, Set(ranking.joined().map(\.input)).sorted())
    return questions.indices.map { outcome(questions[$0], $0, sample, ranking[$0], tornado) }
  }

  /// The questions whose answers are not the same in each of the first points.
  private func changing(_ questions: [UncertainQuestion]) -> [UncertainQuestion] {
    let few = min(draws[0].count, max(8, draws[0].count / Self.screened))
    let first = UncertainSample(model, questions, (0..<few).map { point in draws.map { $0[point] } })
    return questions.indices.filter { question in
      Set(first.low[question]).count > 1 || Set(first.high[question]).count > 1
    }.map { questions[$0] }
  }

  /// One point of so many shows whether a figure changes at all.
  private static let screened = 64

  /// So many inputs are ranked for each figure.
  private static let mostInfluences = 12

  /// For each question the inputs with the largest rank correlations.
  private func ranking(_ sample: UncertainSample, _ questions: Int) -> [[(input: Int, correlation: Double)]] {
    let inputs = draws.map(RankCorrelation.ranks)
    return Parallel.map(questions) { question in
      let outputs = RankCorrelation.ranks(sample.high[question])
      let correlations = inputs.enumerated().map { input, ranks in
        (input: input, correlation: RankCorrelation.correlation(ranks, outputs))
      }
      return Array(
        correlations.sorted { (abs($1.correlation), $0.input) < (abs($0.correlation), $1.input) }
          .prefix(Self.mostInfluences))
    }
  }

  private func outcome(
    _ question: UncertainQuestion, _ position: Int, _ sample: UncertainSample,
    _ ranking: [(input: Int, correlation: Double)], _ tornado: Tornado
  ) -> UncertainOutcome {
    let influences = ranking.compactMap { input, correlation -> UncertainOutcome.Influence? in
      let share = correlation * correlation
      guard let (low, high) = tornado.ends(input, position), low != high || share > Self.noise else { return nil }
      return UncertainOutcome.Influence(input: input, low: low, high: high, varianceShare: share)
    }
    let objective = question.kind.objective.flatMap { rule in
      rule.target(likely.topology, question.row).map {
        UncertainOutcome.Objective(
          target: $0, isCeiling: rule.isCeiling, miss: sample.probability(sample.missed[position]))
      }
    }
    return UncertainOutcome(
      figure: question.figure, row: question.row, likely: question.figure.estimate(likely, question.row),
      p10: sample.percentile(0.1, of: position), p50: sample.percentile(0.5, of: position),
      p90: sample.percentile(0.9, of: position), corners: corners(question, position, ranking, tornado),
      instability: sample.probability(sample.unstable[position]), objective: objective,
      influences: influences.sorted { ($1.swing, $0.input) < ($0.swing, $1.input) })
  }

  /// The rank correlation that chance alone does not bring, squared.
  private static let noise = 0.02

  /// With every input at the end of its 90 % that lowers the figure, and at the end that raises it.
  private func corners(
    _ question: UncertainQuestion, _ position: Int, _ ranking: [(input: Int, correlation: Double)], _ tornado: Tornado
  ) -> Interval {
    var (least, most) = (model.medians, model.medians)
    for (input, correlation) in ranking {
      let rises = tornado.rises(input, position) ?? (correlation > 0)
      least[input] = model.inputs[input].quantile(rises ? 0.05 : 0.95)
      most[input] = model.inputs[input].quantile(rises ? 0.95 : 0.05)
    }
    return .hull(question.value(model.analysis(least)), question.value(model.analysis(most)))
  }
}

/// Each input at both ends of its 90 %, the others at their medians.
private struct Tornado {
  private var answers: [Int: (low: [Interval], high: [Interval])] = [:]

  init(_ model: UncertainModel, _ questions: [UncertainQuestion], _ inputs: [Int]) {
    let ends = Parallel.map(inputs.count) { position in
      let low = model.analysis(inputs[position], at: 0.05)
      let high = model.analysis(inputs[position], at: 0.95)
      return (low: questions.map { $0.value(low) }, high: questions.map { $0.value(high) })
    }
    for (input, ends) in zip(inputs, ends) { answers[input] = ends }
  }

  func ends(_ input: Int, _ question: Int) -> (low: Interval, high: Interval)? {
    answers[input].map { ($0.low[question], $0.high[question]) }
  }
  /// Whether the figure rises with the input; `nil` where the input alone does not move it.
  func rises(_ input: Int, _ question: Int) -> Bool? {
    guard let (low, high) = ends(input, question), low != high else { return nil }
    return high.high > low.high || high.low > low.low
  }
}
