/// A topology of any size: services in layers, each with an operation and three links, a store for every tenth with its
/// data set, and a queue for every twentieth.
enum GeneratedTopology {
  /// The text; the same for the same size.
  ///
  /// - Parameter isFaulty: Whether some calls have no limit or are repeated at once, some components are alone, and more is stated
  ///   of workloads: so that findings of more kinds come up, and figures of all kinds can be computed.
  static func text(services: Int, isFaulty: Bool = false) -> [UInt8] {
    var random = SplitMix64(state: UInt64(services))
    var text =
      "topolint: 1\nsystem: generated-\(services)\n\nclients:\n  users: {trust: untrusted, retry: {max_attempts: 2}}\n\nservices:\n"
    for index in 0..<services {
      text +=
        "  service-\(index):\n    replicas: \(isFaulty && index % 29 == 3 ? "1" : "{min: 2, max: \(2 + index % 7)}")\n    state: none\n    concurrency: 16\n"
      text +=
        "    interfaces:\n      api:\n        versioning: \(index % 5 == 0 ? "none" : "path")\n        operations:\n"
      text +=
        "          run: {effect: \(index % 3 == 0 ? "read" : "update"), idempotency: \(index % 4 == 0 ? "none" : "natural"), service_time: \(1 + index % 20)ms}\n"
    }
    text += "\nstores:\n"
    let stores = max(1, services / 10)
    for index in 0..<stores {
      text +=
        "  store-\(index): {technology: postgres, replicas: 2, service_time: {read: 1ms, write: 4ms}, concurrency: 32}\n"
    }
    text += "\nqueues:\n"
    let queues = max(1, services / 20)
    for index in 0..<queues {
      let delivery = index % 3 == 0 ? "at-most-once" : "at-least-once"
      text += "  queue-\(index): {delivery: \(delivery), max_receives: \(index % 2 == 0 ? "5" : "none")}\n"
    }
    text += "\ndata:\n"
    for index in 0..<stores {
      let copy =
        index % 4 == 0 && stores > 1 ? ", copies: [{in: store-\((index + 1) % stores), fed_by: dual-write}]" : ""
      text += "  data-\(index): {canonical: store-\(index)\(copy)}\n"
    }
    text += "\nlinks:\n"
    for index in 0..<queues where 20 * index + 7 < services {
      text += "  - {from: service-\(20 * index).run, to: queue-\(index)}\n"
      text += "  - {from: queue-\(index), to: service-\(20 * index + 7).run}\n"
    }
    for index in 0..<services {
      for link in 0..<3 {
        // Forward only, so that there are no cycles; distinct targets, so that no two links share their ends.
        let span = max(1, (services - index - 1) / 3)
        let target = index + 1 + link * span + Int(random.next() % UInt64(span))
        if link < 2, target < services, span > 0, index + 3 < services {
          text +=
            "  - {from: service-\(index).run, to: service-\(target).run, \(isFaulty ? faultyCall(index, link) : "timeout: \(100 + index % 900)ms, retry: none"), visits: 0.\(1 + index % 4)}\n"
        } else if link == 2 {
          text +=
            "  - {from: service-\(index).run, to: store-\(index % stores), access: \(index % 2 == 0 ? "read" : "write"), timeout: 50ms}\n"
        }
      }
    }
    text += "\nworkloads:\n  main: {client: users, entry: service-0.run, rate: 100/s, peak: 400/s}\n"
    if isFaulty {
      for index in 1..<6 {
        text +=
          "  side-\(index): {client: users, entry: service-\(7 * index).run, rate: \(index)/s, peak: \(9 * index)/s, slo: {latency: {p99: 400ms}, availability: 99.9%}}\n"
      }
    }
    return Array(text.utf8)
  }

  /// Limits and repetitions of a call between services.
  private static func faultyCall(_ index: Int, _ link: Int) -> String {
    let timeout = (index + link) % 13 == 0 ? "none" : "\(100 + index % 900)ms"
    let retry = (index + link) % 11 == 0 ? "{max_attempts: 3, backoff: none, jitter: false, budget: none}" : "none"
    return "timeout: \(timeout), deadline: none, retry: \(retry), circuit_breaker: \(index % 5 == 0), required: true"
  }
}

/// The usual small generator (Steele, Lea and Flood, 2014); seeded, so that every run measures the same file.
struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
