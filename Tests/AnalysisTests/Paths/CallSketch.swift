import Pseudorandom
import Topology

/// A small system of services that call each other, by its facts, so that open ones can be filled in.
struct CallSketch {
  struct Call {
    var from: Int
    var to: Int
    var facts: [String: Fact]
  }

  /// Facts of the operation `run` of each service.
  var services: [[String: Fact]]
  var calls: [Call]
  /// Facts of the client's link to the first service.
  var client: [String: Fact] = ["retry.max_attempts": 2]

  var topology: Topology {
    var shop = Shop()
    shop.party(.client, "client")
    for (index, facts) in services.enumerated() {
      shop.service("s\(index)")
      shop.operation("s\(index).run", facts)
    }
    for call in calls { shop.link("s\(call.from).run", "s\(call.to).run", call.facts) }
    shop.link("client", "s0.run", client)
    shop.workload(
      "w", entry: "s0.run", ["client": .to("client"), "rate": 10, "peak": 20])
    return shop.builder.finish()
  }

  /// A random system with every fact stated, without circles unless they are wanted.
  static func random(_ seed: UInt64, circles: Bool = false) -> CallSketch {
    var random = SeededRandom(seed: seed)
    let count = Int.random(in: 2...6, using: &random)
    let services = (0..<count).map { _ in serviceFacts(&random) }
    var calls: [Call] = []
    for _ in 0..<Int.random(in: 1...count * 2, using: &random) {
      var from = Int.random(in: 0..<count, using: &random)
      var to = Int.random(in: 0..<count, using: &random)
      if !circles, from == to { continue }
      if !circles, from > to { (from, to) = (to, from) }
      calls.append(Call(from: from, to: to, facts: linkFacts(&random)))
    }
    return CallSketch(services: services, calls: calls)
  }

  /// The same without some of the facts.
  func forgetting(_ share: Double, _ random: inout SeededRandom) -> CallSketch {
    var copy = self
    for index in services.indices { copy.services[index] = Self.thinned(services[index], share, &random) }
    for index in calls.indices { copy.calls[index].facts = Self.thinned(calls[index].facts, share, &random) }
    return copy
  }

  /// The same with every open fact filled in at random.
  func completed(_ random: inout SeededRandom) -> CallSketch {
    var copy = self
    for index in services.indices { copy.services[index].merge(Self.serviceFacts(&random)) { own, _ in own } }
    for index in calls.indices { copy.calls[index].facts = Self.completed(calls[index].facts, &random) }
    return copy
  }

  // MARK: Facts

  private static func serviceFacts(_ random: inout SeededRandom) -> [String: Fact] {
    ["service_time.mean": .number([0.0, 0.01, 0.25, 2].randomElement(using: &random) ?? 0, .stated)]
  }

  private static func linkFacts(_ random: inout SeededRandom) -> [String: Fact] {
    completed(structure(&random), &random)
  }

  /// What is no question: by definition there is one visit, in its turn.
  private static func structure(_ random: inout SeededRandom) -> [String: Fact] {
    var facts: [String: Fact] = ["visits": .number([1.0, 1, 1, 0.5, 2].randomElement(using: &random) ?? 1, .stated)]
    if Int.random(in: 0..<3, using: &random) == 0 {
      facts["parallel"] = .word(["g", "h"].randomElement(using: &random) ?? "g")
    }
    if Int.random(in: 0..<6, using: &random) == 0 { facts["mode"] = "async" }
    return facts
  }

  private static func completed(_ facts: [String: Fact], _ random: inout SeededRandom) -> [String: Fact] {
    var facts = facts
    func state(_ path: String, _ values: [Fact]) {
      if facts[path] == nil { facts[path] = values.randomElement(using: &random) ?? Fact.none }
    }
    // Who says that there is no timeout, and names no deadline, says that there is none.
    if facts["timeout"]?.limit == .infinity { state("deadline", [.none]) }
    state("retry.max_attempts", [1, 2, 3, .number(.infinity, .stated)])
    state("retry.backoff", ["none", "constant", "exponential"])
    state("retry.initial_interval", [0.1, 0.5, .none])
    state("retry.max_interval", [1, 3, .none])
    state("timeout", [.none, 0.1, 1, 3])
    // No deadline is shorter than the timeout.
    state("deadline", [.none, 3, 5])
    return facts
  }

  private static func thinned(_ facts: [String: Fact], _ share: Double, _ random: inout SeededRandom) -> [String: Fact]
  {
    let structure: Set = ["visits", "parallel", "mode"]
    return facts.sorted { $0.key < $1.key }.reduce(into: [:]) { kept, fact in
      if structure.contains(fact.key) || Double.random(in: 0..<1, using: &random) >= share {
        kept[fact.key] = fact.value
      }
    }
  }
}

extension Fact {
  /// The number; infinity for none.
  var limit: Double {
    if case .number(let value, _) = self { value } else { .infinity }
  }

  /// The number; zero for none.
  var amount: Double {
    if case .number(let value, _) = self { value } else { 0 }
  }

  var word: String {
    if case .word(let word) = self { word } else { "" }
  }
}
