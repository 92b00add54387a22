/// Lattices for many times and laws that are made of each other, as those along a chain of calls: each law is computed once on
/// each lattice.
///
/// The lattices reach powers of two, so that times which are near each other share one.
struct SharedLattices {
  private var solvers: [Int: LatticeSolver] = [:]

  /// Beyond the time, so that it never lies at the last point.
  private static let reserve = 1.05

  /// The share of all that takes longer than a time.
  mutating func tail(_ law: TimeLaw, _ time: Double) -> Double {
    if let tail = law.plainTail(time) { return tail }
    let rest = time - law.constant
    let power = (rest * Self.reserve).exponent + 1
    var solver = solvers[power] ?? LatticeSolver(Lattice(horizon: Double(sign: .plus, exponent: power, significand: 1)))
    // Never two owners, of which one would copy.
    solvers[power] = nil
    let share = solver.lattice.share(solver.cumulative(law.core), below: rest)
    solvers[power] = solver
    return 1 - share
  }
}
