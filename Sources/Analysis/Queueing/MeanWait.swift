/// The mean wait for a free one of several servers, in seconds: exact laws and approximations with what they are good for.
///
/// All of them hold below full utilization only, and are infinite from there.
enum MeanWait {
  /// M/M/c, exact (Erlang 1917): `C(c, a) / (c/S − λ)`.
  static func exponential(servers: Int, arrivals: Double, serviceTime: Double) -> Double {
    QueueLine(servers: servers, arrivals: arrivals, serviceTime: serviceTime).meanWait
  }

  /// M/D/c (Cosmetatos 1975): half of M/M/c, and a little more where many servers are little used; within 1 %.
  static func constant(servers: Int, arrivals: Double, serviceTime: Double) -> Double {
    let wait = exponential(servers: servers, arrivals: arrivals, serviceTime: serviceTime)
    guard wait > 0, wait.isFinite else { return wait }
    let c = Double(servers)
    let utilization = arrivals * serviceTime / c
    let surplus = (1 - utilization) * (c - 1) * ((4 + 5 * c).squareRoot() - 2) / (16 * utilization * c)
    return wait / 2 * (1 + surplus)
  }

  /// G/G/c (Allen 1990, after Kingman 1961): M/M/c times the mean of both squared coefficients of variation. Exact for
  /// M/M/c and M/G/1; up to twice the wait for many servers with much variation.
  static func allenCunneen(
    servers: Int, arrivals: Double, serviceTime: Double, variation: Double, ofArrivals: Double = 1
  ) -> Double {
    let wait = exponential(servers: servers, arrivals: arrivals, serviceTime: serviceTime)
    return Interval.product(wait, (variation + ofArrivals) / 2)
  }

  /// M/G/c (Kimura 1986): between M/M/c and M/D/c. Exact for one server; within 5 % up to a squared coefficient of
  /// variation of 4, too low above it.
  static func kimura(servers: Int, arrivals: Double, serviceTime: Double, variation: Double) -> Double {
    let random = exponential(servers: servers, arrivals: arrivals, serviceTime: serviceTime)
    guard random > 0, random.isFinite else { return random }
    let even = constant(servers: servers, arrivals: arrivals, serviceTime: serviceTime)
    return (1 + variation) / (2 * variation / random + (1 - variation) / even)
  }

  /// G/G/1 with arrivals more even than random (Krämer and Langenbach-Belz 1976).
  static func evenArrivals(arrivals: Double, serviceTime: Double, variation: Double, ofArrivals: Double) -> Double {
    let wait = allenCunneen(
      servers: 1, arrivals: arrivals, serviceTime: serviceTime, variation: variation, ofArrivals: ofArrivals)
    let utilization = arrivals * serviceTime
    guard wait > 0, wait.isFinite, ofArrivals < 1, variation + ofArrivals > 0 else { return wait }
    let evenness = (1 - ofArrivals) * (1 - ofArrivals)
    return wait * Real.exp(-2 * (1 - utilization) * evenness / (3 * utilization * (variation + ofArrivals)))
  }
}
