// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

/// A library target of the house; `imports` are the arrows of ARCHITECTURE.md, held by `ArchitectureTests`.
func room(_ name: String, _ imports: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: settings)
}

/// `Reference`, where there is one, holds the scripts that expected values come from.
func tests(_ name: String, _ imports: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: imports + ["Pseudorandom"], exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "topolint",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "topolint", targets: ["topolint"]),
    .library(name: "Expressions", targets: ["Expressions"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    .systemLibrary(name: "CYaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    room("Diagnostics"),
    room("GraphAlgorithms"),
    room("YAMLTree", ["CYaml", "Diagnostics"]),
    room("Topology", ["Diagnostics"]),
    room("Expressions", ["Diagnostics"]),
    room("Analysis", ["Topology", "GraphAlgorithms"]),
    room("Simulation", ["Topology"]),
    room("Frontends", ["Topology", "YAMLTree", "Diagnostics"]),
    room("Rules", ["Expressions", "Analysis", "Topology", "GraphAlgorithms", "YAMLTree", "Diagnostics"]),
    room("Checking", ["Rules", "Frontends", "Analysis", "Topology", "YAMLTree", "Diagnostics"]),
    room(
      "Explanations",
      ["Checking", "Rules", "Frontends", "Analysis", "Topology", "GraphAlgorithms", "YAMLTree", "Diagnostics"]),
    room("Reports", ["Explanations", "Checking", "Rules", "Simulation", "Analysis", "Topology", "Diagnostics"]),
    .target(
      name: "BuiltinRules", exclude: ["rules"], swiftSettings: settings, plugins: ["EmbedRules"]),
    .plugin(
      name: "EmbedRules", capability: .buildTool(), dependencies: ["embed-rules"], path: "Sources/EmbedRulesPlugin"),
    .executableTarget(name: "embed-rules", swiftSettings: settings),
    room(
      "Commands",
      [
        "BuiltinRules", "Reports", "Explanations", "Checking", "Rules", "Frontends", "Simulation", "Analysis",
        "Topology",
        "YAMLTree", "Diagnostics", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "topolint", dependencies: ["Commands"], swiftSettings: settings),
    .executableTarget(
      name: "topolint-bench",
      dependencies: [
        "BuiltinRules", "Reports", "Explanations", "Checking", "Rules", "Frontends", "Analysis", "Topology", "YAMLTree",
        "CYaml", "Diagnostics",
      ],
      swiftSettings: settings),
    .executableTarget(name: "cel-conformance", dependencies: ["Expressions"], swiftSettings: settings),
    .target(name: "Pseudorandom", path: "Tests/Pseudorandom", swiftSettings: settings),
    tests("ArchitectureTests", []),
    tests("DiagnosticsTests", ["Diagnostics"]),
    tests("GraphAlgorithmsTests", ["GraphAlgorithms"]),
    tests("YAMLTreeTests", ["YAMLTree", "Diagnostics"]),
    tests("TopologyTests", ["Topology", "Diagnostics"]),
    tests("ExpressionsTests", ["Expressions", "cel-conformance", "Diagnostics"]),
    tests("AnalysisTests", ["Analysis", "Topology", "Diagnostics"], exclude: ["Reference"]),
    tests(
      "SimulationTests", ["Simulation", "Analysis", "Frontends", "Topology", "Diagnostics"], exclude: ["Reference"]),
    tests("FrontendsTests", ["Frontends", "Topology", "YAMLTree", "Diagnostics"]),
    tests(
      "RulesTests",
      ["Rules", "Checking", "Frontends", "Expressions", "Analysis", "Topology", "YAMLTree", "Diagnostics"]),
    tests("CheckingTests", ["Checking", "Rules", "Frontends", "Expressions", "Topology", "YAMLTree", "Diagnostics"]),
    tests(
      "ExplanationsTests",
      ["YAMLTree", "Explanations", "Reports", "Checking", "Rules", "Frontends", "Analysis", "Topology", "Diagnostics"]),
    tests(
      "ReportsTests",
      [
        "Reports", "Explanations", "Checking", "Rules", "Frontends", "Simulation", "Analysis", "Topology",
        "Diagnostics",
      ]),
    tests("CommandsTests", ["topolint", "Commands"]),
  ]
)
