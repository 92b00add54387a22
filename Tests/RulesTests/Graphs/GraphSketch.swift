import Pseudorandom
/// A small model with open facts, and what it may turn out to be.
struct GraphSketch {
  struct Service {
    var name: String
    var operations: [String]
    var exposure: String?
    var isComplete = true
  }

  struct Link {
    var name: String
    var from: String
    var to: String
    var authn: String?
  }

  var services: [Service]
  var links: [Link]

  /// The model in the native language.
  var text: String {
    var lines = ["services:"]
    for service in services {
      let facts =
        (service.exposure.map { ["exposure: \($0)"] } ?? []) + (service.isComplete ? [] : ["links_complete: false"])
        + (service.operations.isEmpty
          ? [] : ["operations: {\(service.operations.map { "\($0): {}" }.joined(separator: ", "))}"])
      lines.append("  \(service.name): {\(facts.joined(separator: ", "))}")
    }
    lines.append("links:")
    for link in links {
      let authn = link.authn.map { ", authn: \($0)" } ?? ""
      lines.append("  - {name: \(link.name), from: \(link.from), to: \(link.to)\(authn)}")
    }
    return lines.joined(separator: "\n")
  }

  // MARK: Random ones

  /// A model of two to four services, either nearly complete or with much left open.
  static func random(_ random: inout SeededRandom) -> GraphSketch {
    let share: Double = random.chance(0.5) ? 0.02 : 0.2
    let names = ["a", "b", "c", "d"].prefix(Int.random(in: 2...4, using: &random))
    let services = names.map { name in
      let exposure = random.chance(name == "a" ? 0.8 : 0.1) ? "public" : "internal"
      return Service(
        name: name,
        operations: random.chance(0.5) ? [] : Array(["x", "y"].prefix(Int.random(in: 1...2, using: &random))),
        exposure: random.chance(share) ? nil : exposure, isComplete: !random.chance(share / 4))
    }
    var sketch = GraphSketch(services: services, links: [])
    for number in 0..<Int.random(in: 3...7, using: &random) {
      let source = Int.random(in: services.indices, using: &random)
      // Half of the links make a chain, so that there are ways of some length.
      let target = random.chance(0.5) ? (source + 1) % services.count : Int.random(in: services.indices, using: &random)
      let authn = random.chance(0.85) ? "none" : "mtls"
      sketch.links.append(
        Link(
          name: "l\(number)", from: end(services[source], &random, isWhole: 0.2),
          to: end(services[target], &random, isWhole: share), authn: random.chance(share) ? nil : authn))
    }
    return sketch
  }

  private static func end(_ service: Service, _ random: inout SeededRandom, isWhole: Double) -> String {
    guard let operation = random.pick(service.operations), !random.chance(isWhole) else { return service.name }
    return "\(service.name).\(operation)"
  }

  // MARK: Completions

  func operations(of name: String) -> [String] { services.first { $0.name == name }?.operations ?? [] }

  /// Whether anything is left to be said.
  var isComplete: Bool {
    services.allSatisfy { $0.isComplete && $0.exposure != nil }
      && links.allSatisfy { $0.authn != nil && operations(of: $0.to).isEmpty }
  }

  /// Every model that this one may turn out to be; of links that are not drawn, one at a time. `nil` if there are too many.
  func completions(limit: Int) -> [GraphSketch]? {
    var done = [self]
    for index in services.indices {
      done = done.flatMap { $0.choices(forService: index) }
      if done.count > limit { return nil }
    }
    for index in links.indices {
      done = done.flatMap { $0.choices(forLink: index) }
      if done.count > limit { return nil }
    }
    return done
  }

  private func choices(forService index: Int) -> [GraphSketch] {
    var result: [GraphSketch] = []
    for exposure in services[index].exposure.map({ [$0] }) ?? ["public", "internal"] {
      var copy = self
      copy.services[index].exposure = exposure
      copy.services[index].isComplete = true
      result.append(copy)
      guard !services[index].isComplete else { continue }
      for target in services {
        var more = copy
        let end = target.operations.first.map { "\(target.name).\($0)" } ?? target.name
        more.links.append(Link(name: "new\(index)", from: services[index].name, to: end, authn: "none"))
        result.append(more)
      }
    }
    return result
  }

  private func choices(forLink index: Int) -> [GraphSketch] {
    let link = links[index]
    let targets = [link.to] + operations(of: link.to).map { "\(link.to).\($0)" }
    return (link.authn.map { [$0] } ?? ["none", "mtls"]).flatMap { authn in
      targets.map { target in
        var copy = self
        copy.links[index].authn = authn
        copy.links[index].to = target
        return copy
      }
    }
  }

  // MARK: The plain answers

  /// The steps without authentication, operation by operation.
  var steps: [(from: String, to: String)] {
    links.filter { $0.authn == "none" }.flatMap { link in
      ([link.from] + operations(of: link.from).map { "\(link.from).\($0)" }).map { ($0, link.to) }
    }
  }

  /// For each node, the least number of steps from a public component: level by level, over all steps each time.
  func distances() -> [String: Int] {
    var known: [String: Int] = [:]
    for service in services where service.exposure == "public" {
      known[service.name] = 0
      for operation in service.operations { known["\(service.name).\(operation)"] = 0 }
    }
    for level in 0...(services.count * 3) {
      for step in steps where known[step.from] == level && known[step.to] == nil { known[step.to] = level + 1 }
    }
    return known
  }

  /// The groups of nodes that reach each other, by the transitive closure.
  func rings() -> Set<Set<String>> {
    let nodes = services.flatMap { service in [service.name] + service.operations.map { "\(service.name).\($0)" } }
    var reaches: Set<[String]> = Set(steps.map { [$0.from, $0.to] })
    for middle in nodes {
      for from in nodes where reaches.contains([from, middle]) {
        for to in nodes where reaches.contains([middle, to]) { reaches.insert([from, to]) }
      }
    }
    return Set(
      nodes.filter { reaches.contains([$0, $0]) }.map { node in
        Set(nodes.filter { reaches.contains([node, $0]) && reaches.contains([$0, node]) })
      })
  }
}
