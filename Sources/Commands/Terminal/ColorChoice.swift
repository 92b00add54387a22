internal import ArgumentParser

/// When to use colour. Decided for each stream: standard output may be a file while standard error is a terminal.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  /// `--color always|never`, then `NO_COLOR`, `FORCE_COLOR` or `CLICOLOR_FORCE`, `TERM=dumb`, and whether it is a terminal.
  func isOn(for stream: Console.Stream) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto:
      func isSet(_ name: String) -> Bool { !(Console.environment(name) ?? "").isEmpty }
      if isSet("NO_COLOR") { return false }
      if isSet("FORCE_COLOR") || isSet("CLICOLOR_FORCE") { return true }
      let term = Console.environment("TERM") ?? "dumb"
      return term != "dumb" && !term.isEmpty && Console.isTerminal(stream)
    }
  }
}
