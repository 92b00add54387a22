// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

/// A library target of the house; `imports` are the arrows of ARCHITECTURE.md, held by `ArchitectureTests`.
func room(_ name: String, _ imports: [Target.Dependency] = [], plugins: [Target.PluginUsage] = []) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: settings, plugins: plugins)
}

func tests(_ name: String, _ imports: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: imports, swiftSettings: settings)
}

let package = Package(
  name: "topolint",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Expressions", targets: ["Expressions"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
  ],
  targets: [
    .systemLibrary(name: "CYaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    room("Diagnostics"),
    room("YAMLTree", ["CYaml", "Diagnostics"]),
    room("GraphAlgorithms"),
    room("Topology", ["Diagnostics", .product(name: "OrderedCollections", package: "swift-collections")]),
    room("Expressions", ["Diagnostics"]),
    room("Frontends", ["Topology", "YAMLTree", "Diagnostics"]),
  ]
)
