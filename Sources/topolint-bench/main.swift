// Speed as ratios within one run, because machines differ and are shared: the whole check against a bare libyaml event
// scan of the same bytes. Each size runs in a process of its own, so that its peak memory is its own.
import BuiltinRules
import Checking
import Diagnostics
import Foundation

let arguments = CommandLine.arguments
if arguments.count == 2, let size = Int(arguments[1]) {
  measure(size)
} else if arguments.count == 3, arguments[1] == "rules", let size = Int(arguments[2]) {
  measureRules(size)
} else if arguments.count == 3, arguments[1] == "capacity", let size = Int(arguments[2]) {
  measureCapacity(size)
} else if arguments.count == 3, arguments[1] == "session", let size = Int(arguments[2]) {
  measureSession(size)
} else {
  print("services  file       libyaml    check      ratio   memory/component  ns/verdict  stages in ms")
  for size in [100, 1_000, 10_000, 100_000] { runAlone([String(size)]) }
  print("\nrules on 10,000 services: nanoseconds per applicable subject, the figures of the analyses known")
  runAlone(["rules", "10000"])
  print("\ncapacity on 10,000 services: what every component is asked for, how busy it is, and how long its line takes")
  runAlone(["capacity", "10000"])
  print("\na session on 1,000 components, without a pause between the lines")
  runAlone(["session", "870"])
}

func runAlone(_ own: [String]) {
  // The process writes to the same stream, after what was said before it.
  fflush(nil)
  let process = Process()
  process.executableURL = URL(fileURLWithPath: arguments[0])
  process.arguments = own
  do {
    try process.run()
    process.waitUntilExit()
  } catch {
    print("\(own): \(error)")
  }
}

func measure(_ size: Int) {
  let bytes = GeneratedTopology.text(services: size)
  // Small files are over before the clock has noticed: the best of several runs.
  let repetitions = max(1, 3_000 / size)
  let before = peakMemory()
  var best = WholeCheck(bytes)
  let memory = peakMemory() - before
  var scan = Double.infinity
  for round in 0..<max(3, repetitions) {
    let start = ContinuousClock.now
    precondition(EventScan.run(bytes) > 0, "libyaml reads the generated file")
    scan = min(scan, (ContinuousClock.now - start).seconds)
    if round < repetitions - 1 {
      let check = WholeCheck(bytes)
      if check.seconds < best.seconds { best = check }
    }
  }
  let costs = best.topologies.flatMap { RuleCost.of(best.rules, on: $0) }
  let components = Double(size + max(1, size / 10))
  let row = [
    pad(String(size), 10), pad(text(Double(bytes.count) / 1e6, 2) + " MB", 11), pad(text(scan * 1e3, 2) + " ms", 11),
    pad(text(best.seconds * 1e3, 2) + " ms", 11), pad(text(best.seconds / scan, 2), 8),
    pad(text(Double(memory) / components / 1024, 2) + " KiB", 18),
    pad(text(costs.average, 0), 12),
    best.stages.map { "\($0.name) \(text($0.seconds * 1e3, 1))" }.joined(separator: ", "),
  ]
  print(row.joined())
}

/// One row for each rule, so that an expensive one is seen.
func measureRules(_ size: Int) {
  let check = WholeCheck(GeneratedTopology.text(services: size))
  let costs = check.topologies.flatMap { RuleCost.of(check.rules, on: $0) }
  print("rule                              subjects  applicable  ns     ns of figures")
  for cost in costs {
    let applicable = Double(max(1, cost.applicable))
    let row = [
      pad(cost.id, 34), pad(String(cost.subjects), 10), pad(String(cost.applicable), 12),
      pad(text(cost.deciding / applicable, 0), 7), text(cost.figures / applicable, 0),
    ]
    print(row.joined())
  }
  print(pad("all", 56) + pad(text(costs.average, 0), 7) + text(costs.averageOfFigures, 0))
}

/// The part of `topolint capacity` that every other figure rests on.
func measureCapacity(_ size: Int) {
  let bytes = GeneratedTopology.text(services: size)
  let costs = (0..<3).map { _ in CapacityCost(bytes) }
  guard let best = costs.min(by: { $0.seconds < $1.seconds }) else { return }
  let parts = [("demand", best.demand), ("utilization", best.utilization), ("M/M/c", best.waiting)]
  let words = parts.map { "\($0.0) \(text($0.1 * 1e3, 0)) ms" }.joined(separator: ", ")
  print("\(best.components) components: \(text(best.seconds * 1e3, 0)) ms (\(words))")
}

/// One row for each answer, the best of several sessions, because other processes come between.
func measureSession(_ services: Int, rounds: Int = 3) {
  let bytes = GeneratedTopology.text(services: services, isFaulty: true)
  var sources = Sources()
  let texts = BuiltinRules.rules.map { RuleText(path: $0.path, text: $0.text, isBuiltin: true) }
  let rules = RuleLibrary(texts, trustsBuiltins: true, sources: &sources)
  let sessions = (0..<rounds).map { _ in SessionCost(bytes, rules: rules, sources: sources) }
  var worst = 0.0
  print("waited     all cores  answer to")
  for position in sessions[0].answers.indices {
    let best = sessions.map { $0.answers[position].seconds }.min() ?? 0
    let work = sessions.map { $0.answers[position].work }.min() ?? 0
    worst = max(worst, best)
    print(
      pad(text(best * 1e3, 1) + " ms", 11) + pad(text(work * 1e3, 1) + " ms", 11) + sessions[0].answers[position].line)
  }
  let opening = sessions.map(\.opening).min() ?? 0
  let openingWork = sessions.map(\.openingWork).min() ?? 0
  print(
    "\(sessions[0].components) components: worst \(text(worst * 1e3, 1)) ms; "
      + "opening \(text(opening * 1e3, 0)) ms, of all cores \(text(openingWork * 1e3, 0)) ms")
}

/// The highest resident memory of this process so far, in bytes.
func peakMemory() -> Int {
  var usage = rusage()
  #if os(Linux)
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  #else
    getrusage(RUSAGE_SELF, &usage)
    return usage.ru_maxrss
  #endif
}

/// What this process has taken of all processors so far, in seconds.
func processorSeconds() -> Double {
  var usage = rusage()
  #if os(Linux)
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  #else
    getrusage(RUSAGE_SELF, &usage)
  #endif
  return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
}

func text(_ value: Double, _ decimals: Int) -> String { String(format: "%.\(decimals)f", value) }

func pad(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(1, width - text.count)) }
