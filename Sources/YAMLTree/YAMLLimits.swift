/// How much a file may ask of the reader before it is refused.
public struct YAMLLimits: Sendable {
  /// Collections within collections.
  public var maxDepth = 100
  /// Nodes per file, counting what every alias stands for each time it is used.
  public var maxNodes = 20_000_000
  /// Size of the file in bytes; never above 4 GiB, since places are 32 bits wide.
  public var maxBytes = 256 << 20

  public init() {}
}
