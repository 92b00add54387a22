internal import ArgumentParser
internal import Frontends

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Prints the JSON Schema of the topology language, for editors.")

  func run() throws { Console.write(NativeJSONSchema.text(), to: .standardOutput) }
}
