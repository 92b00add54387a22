/// What the arrays hold for one node: 24 bytes, so that files of many million nodes stay affordable.
struct NodeRecord {
  /// The value's first byte in the file.
  var start: UInt32
  /// The byte after the value's last.
  var end: UInt32
  /// Scalar: where its text begins (in the file or in the arena). Collection: its first place in `children`. Alias: the
  /// node it stands for.
  var first: UInt32
  /// Scalar: the length of its text in bytes. Collection: how many children (a mapping has keys and values in turn).
  var count: UInt32
  /// Nodes in the subtree with every alias expanded; 0 while the node is still open. Saturates.
  var size: UInt32
  /// Position in the table of tags; 0 for none.
  var tag: UInt16
  var shape: Shape
  var style: YAMLNode.Style

  enum Shape: UInt8 {
    /// A scalar whose text is a slice of the file.
    case sourceScalar
    /// A scalar whose text had to be decoded into the arena.
    case arenaScalar
    case sequence
    case mapping
    /// A mapping with `<<`: its entries are in the table of merged mappings.
    case mergedMapping
    case alias
  }

  var isScalar: Bool { shape == .sourceScalar || shape == .arenaScalar }
  var isMapping: Bool { shape == .mapping || shape == .mergedMapping }

  /// Stands for "no node": an alias without an anchor, or no alias on the way.
  static let none = UInt32.max
}

/// One entry of a mapping after `<<` was applied.
struct MergedEntry {
  /// Positions of nodes; may be aliases.
  var key: UInt32
  var value: UInt32
  /// The source it was merged from, or `NodeRecord.none` for an entry written here.
  var via: UInt32
}
