/// A call that is tried again while it fails: by itself, or because an attempt takes longer than its timeout.
struct RepeatedCall: Sendable {
  /// One attempt without a timeout.
  var attempt: TimeLaw
  /// Infinite where attempts wait for as long as it takes.
  var timeout: Double
  /// The chance that an answer is an error; it takes as long as any answer.
  var failureRate: Double
  /// At least 1; infinite for attempts without end.
  var mostAttempts: Double
  var pauses: Pauses

  /// How long callers wait between attempts.
  struct Pauses: Hashable, Sendable {
    var first: Double
    var grows: Bool
    var longest: Double
    /// Evenly anywhere between nothing and the pause.
    var isRandom: Bool

    static let none = Pauses(first: 0, grows: false, longest: .infinity, isRandom: false)

    /// The pause after an attempt, counted from 1.
    func length(after attempt: Int) -> Double {
      min(longest, grows ? first * Real.pow(2, Double(min(attempt - 1, 1000))) : first)
    }
  }

  /// The chance that one attempt fails: `f + (1 − f) P(T > timeout)`.
  static func failureShare(failureRate: Double, late: Double) -> Double { failureRate + (1 - failureRate) * late }

  /// So many attempts are told apart; the rest is rarer than any figure shows, or without end.
  private static let mostCounted = 200

  /// About the mean and variance of the whole, from the moments of one attempt; the horizon of a lattice needs no more.
  var roughMoments: TimeMoments {
    let one = attempt.whole
    let mean = min(one.total, timeout)
    guard mean.isFinite else { return .endless }
    let failure = min(0.999, Self.failureShare(failureRate: failureRate, late: min(0.5, roughlyLate(mean))))
    let most = min(mostAttempts, 1 / (1 - failure))
    let pause = pauses.length(after: Int(min(mostAttempts, 4)))
    let spread = min(one.variance, timeout.isFinite ? timeout * timeout : .infinity)
    return TimeMoments(
      mean: mean * most + pause * (most - 1),
      variance: spread * most + (mean + pause) * (mean + pause) * (most - 1) * most)
  }

  /// The share of attempts that take longer than the timeout; at most that (Chebyshev), where only moments are at hand.
  private func roughlyLate(_ mean: Double) -> Double {
    guard timeout.isFinite else { return 0 }
    if case .fitted = attempt.shape { return attempt.tail(timeout) }
    return min(1, attempt.whole.variance / max(1e-300, (timeout - mean) * (timeout - mean)))
  }

  /// The spectra of calls that end with an answer and of those that fail for good, given the shares of one attempt.
  func spectrum(of shares: [Double], on lattice: Lattice) -> Outcome {
    let (masses, late) =
      timeout.isFinite ? lattice.masses(shares, before: timeout) : (Lattice.masses(shares), 0)
    let inTime = Spectrum(masses: masses)
    var failing = inTime * failureRate
    if late > 0 { failing = failing + Spectrum(at: timeout / lattice.step) * late }
    let answer = inTime * (1 - failureRate)
    let failure = Self.failureShare(failureRate: failureRate, late: late)
    var reached = Spectrum(1)
    var chance = 1.0
    var answered = Spectrum(0)
    for number in 1...Self.mostCounted {
      answered = answered + reached * answer
      reached = reached * failing
      chance *= failure
      if Double(number) >= mostAttempts || chance < 1e-12 { break }
      reached = reached * pause(after: number, on: lattice)
    }
    return Outcome(answered: answered, failed: reached)
  }

  /// How calls end.
  struct Outcome: Sendable {
    var answered: Spectrum
    var failed: Spectrum

    var total: Spectrum { answered + failed }
  }

  private func pause(after number: Int, on lattice: Lattice) -> Spectrum {
    let length = pauses.length(after: number)
    guard length > 0 else { return Spectrum(1) }
    return pauses.isRandom ? lattice.uniformSpectrum(upTo: length) : Spectrum(at: length / lattice.step)
  }
}
