/// The wait in a line as a law gives it.
struct Wait: Sendable {
  var law: WaitLaw
  /// The law.
  var formula: Formula
  /// The declared error of its mean, as a share of it.
  var error = 0.0
  /// What percentiles may be off beyond that, where the shape is that of another line.
  var tailError = 0.0

  static let none = Wait(law: .none, formula: .erlangWait)
  static let endless = Wait(law: .endless, formula: .erlangWait)

  func stretched(by factor: Double, _ formula: Formula, error: Double, tailError: Double = 0.05) -> Wait {
    Wait(law: law.stretched(by: factor), formula: formula, error: max(self.error, error), tailError: tailError)
  }
}

/// One line before parallel servers, first come first served, with Poisson arrivals.
struct Line: Sendable {
  /// At least 1.
  var servers: Int
  /// Requests per second.
  var arrivals: Double
  var service: ServiceLaw

  var load: Double { Interval.product(arrivals, service.mean) }
  var utilization: Double { load / Double(servers) }
  var isStable: Bool { load.isFinite && load < Double(servers) }

  /// Above it the mean is known only between two approximations.
  static let mostVariation = 4.0

  /// - Parameter bound: which of two approximations where none is good.
  func wait(_ bound: Bound) -> Wait {
    guard load > 0 else { return load == 0 ? .none : .endless }
    guard isStable else { return .endless }
    let waiting = Erlang.waiting(servers: servers, load: load)
    let mean = service.mean
    if case .exponential = service {
      let decay = Double(servers) / mean - arrivals
      return Wait(law: WaitLaw(waitingShare: waiting, shape: .exponential(mean: 1 / decay)), formula: .erlangWait)
    }
    let one = WaitLaw(
      waitingShare: waiting,
      shape: .residuals(service.scaled(by: 1 / Double(servers)), utilization: utilization))
    if servers == 1 { return Wait(law: one, formula: .pollaczekKhinchine) }
    return several(one, service.variation, bound)
  }

  /// The shape is that of one server as fast as all together, the mean that of an approximation (variant b of the
  /// recipe: shares and waits stretched alike).
  private func several(_ one: WaitLaw, _ variation: Double, _ bound: Bound) -> Wait {
    let random = MeanWait.exponential(servers: servers, arrivals: arrivals, serviceTime: service.mean)
    guard random > 0 else { return .none }
    let plain = random * (1 + variation) / 2
    let kimura = MeanWait.kimura(
      servers: servers, arrivals: arrivals, serviceTime: service.mean, variation: variation)
    if variation <= Self.mostVariation {
      return Wait(law: one.stretched(by: kimura / plain), formula: .kimura, error: 0.05, tailError: 0.05)
    }
    let between = bound == .best ? min(kimura, plain) : max(kimura, plain)
    return Wait(law: one.stretched(by: between / plain), formula: .kimuraToAllenCunneen, tailError: 0.05)
  }
}
