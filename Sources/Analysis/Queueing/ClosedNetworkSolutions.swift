/// Solutions of closed networks that were asked for before: a search meets the same ones again and again, and each costs thousands of
/// logarithms.
final class ClosedNetworkSolutions {
  private struct Question: Hashable {
    let network: ClosedNetwork
    let clients: Int
  }

  private var known: [Question: Double] = [:]

  /// Requests over time of so many clients.
  func throughput(of network: ClosedNetwork, _ clients: Int) -> Double {
    let question = Question(network: network, clients: clients)
    if let answer = known[question] { return answer }
    let answer = network.throughput(clients)
    known[question] = answer
    return answer
  }
}
