public import Diagnostics

/// One document of a YAML file: a tree that never changes once it is read.
///
/// Nodes are rows of flat arrays, 28 bytes each, and texts are slices of the file where possible. Anchored values are
/// kept once, however many aliases refer to them.
public final class YAMLDocument: Sendable {
  public let file: SourceFile
  public let id: FileID
  /// The position among the documents of the stream.
  public let index: Int
  /// From the first byte of the document (its `---`, if it is not the first) to the next document or the end of the file.
  public let span: Span

  let rootIndex: UInt32
  let store: NodeStore

  init(file: SourceFile, id: FileID, index: Int, span: Span, rootIndex: UInt32, store: NodeStore) {
    self.file = file
    self.id = id
    self.index = index
    self.span = span
    self.rootIndex = rootIndex
    self.store = store
  }

  public var root: YAMLNode { YAMLNode(document: self, index: rootIndex, alias: NodeRecord.none) }

  /// How many nodes the file has, each counted once wherever aliases repeat it.
  public var nodeCount: Int { store.records.count }
}
