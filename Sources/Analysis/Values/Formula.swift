/// How a figure was computed.
public enum Formula: Sendable, CaseIterable {
  case stated, arrivalRate, visits, amplification, attempts
  case servers, utilization, throughputUtilization, writeUtilization, growth, replicasNeeded
  case erlangWait, erlangResponse, largestRate, largestFactor, backlogGrowth, chainMean, chainPercentile
  /// There is nothing to compute: the component has no servers of its own.
  case notApplicable

  /// The formula in words and symbols.
  public var words: String {
    switch self {
    case .stated: "as stated"
    case .arrivalRate: "sum over the workloads of rate × visits"
    case .visits: "product along each path of visits × (1 − hit rate) × share, summed over the paths"
    case .amplification: "visits with every attempt failing over visits with none failing"
    case .attempts: "most attempts of one call, the first included"
    case .servers: "replicas × workers, or × concurrency where workers are not stated"
    case .utilization: "arrival rate × service time / servers"
    case .throughputUtilization: "arrival rate / (replicas × throughput of one)"
    case .writeUtilization: "write rate × service time of a write / (partitions × workers of the leader)"
    case .growth: "utilization × (1 + growth) ^ months"
    case .replicasNeeded: "load / (servers of one replica × target utilization), rounded up"
    case .erlangWait: "mean wait of M/M/c: C(c, a) / (c/S − arrival rate)"
    case .erlangResponse: "response time of M/M/c"
    case .largestRate:
      "the least, over the components visited, of (servers − work of the other workloads) / work of one request"
    case .largestFactor: "the least, over all components, of servers / work at peak"
    case .backlogGrowth: "arrival rate at peak − what the consumers can take"
    case .chainMean: "sum of visits × mean response time, the longest of parallel ones"
    case .chainPercentile: "gamma distribution with the mean and variance of the sum of independent response times"
    case .notApplicable: "no servers of its own"
    }
  }

  /// Where the formula comes from.
  public var source: String {
    switch self {
    case .stated, .attempts, .servers, .notApplicable: "the language"
    case .arrivalRate, .visits, .amplification: "forced flow law (Denning and Buzen 1978)"
    case .utilization, .throughputUtilization, .writeUtilization: "utilization law (Denning and Buzen 1978)"
    case .growth: "compound growth"
    case .replicasNeeded: "utilization law (Denning and Buzen 1978)"
    case .erlangWait: "Erlang 1917"
    case .erlangResponse: "Erlang 1917; tail by Tijms"
    case .largestRate, .largestFactor: "bottleneck law (Denning and Buzen 1978)"
    case .backlogGrowth: "fluid approximation"
    case .chainMean: "linearity of the mean"
    case .chainPercentile: "independent hops (Jackson 1957), two-moment fit"
    }
  }
}
