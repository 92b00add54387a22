/// Which of its stated rates each workload has, and with it how many replicas run.
public enum SimulationLoad: Sendable {
  /// The ordinary rate on the fewest replicas.
  case rate
  /// The peak on as many replicas as scaling brings.
  case peak
}
