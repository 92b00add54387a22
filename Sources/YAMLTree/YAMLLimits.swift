/// How much a file may ask of the reader before it is refused.
public struct YAMLLimits: Sendable {
  /// Collections within collections, also when aliases are followed: whoever walks a tree by recursion is safe.
  public var maxDepth = 100
  /// Nodes per file, counting what every alias stands for each time it is used.
  public var maxNodes = 20_000_000
  public var maxDocuments = 100_000
  /// Size of the file in bytes; never above 1 GiB, since places are 32 bits wide.
  public var maxBytes = 256 << 20

  public init() {}
}
