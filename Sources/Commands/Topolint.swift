internal import ArgumentParser

/// The command line.
public enum Topolint {
  /// Runs the command that the process was started with, and says how it ended.
  public static func execute() -> ExitStatus {
    do {
      var command = try RootCommand.parseAsRoot()
      try command.run()
      return .success
    } catch let status as ExitStatus {
      return status
    } catch {
      let code = RootCommand.exitCode(for: error)
      let message = RootCommand.fullMessage(for: error)
      if !message.isEmpty { Console.write(message + "\n", to: code.isSuccess ? .standardOutput : .standardError) }
      return code.isSuccess ? .success : .invalidInput
    }
  }
}

/// The version of the tool.
enum Version {
  static let current = "0.1.0"
}

struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "topolint",
    abstract: "Checks the architecture of distributed systems.",
    discussion: """
      Reads descriptions of services, stores, queues and links, decides rules over them, and says what the system can carry.

      Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong input, configuration or usage, 3 a fault of topolint.
      """,
    version: Version.current,
    subcommands: [
      CheckCommand.self, CapacityCommand.self, ExplainCommand.self, EvalCommand.self, GraphCommand.self,
      RulesCommand.self,
      SchemaCommand.self,
    ],
    defaultSubcommand: CheckCommand.self)
}
