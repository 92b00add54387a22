public import Diagnostics

/// A value in a YAML document: a cheap handle, valid as long as it is held.
public struct YAMLNode: Sendable {
  public enum Kind: Sendable { case scalar, sequence, mapping }

  /// How the value is written. `block` and `flow` are for collections.
  public enum Style: UInt8, Sendable { case plain, singleQuoted, doubleQuoted, literal, folded, block, flow }

  public let document: YAMLDocument
  /// Never an alias.
  let index: UInt32
  /// The outermost alias on the way here, or `NodeRecord.none`.
  let alias: UInt32

  init(document: YAMLDocument, index: UInt32, alias: UInt32) {
    self.document = document
    self.index = index
    self.alias = alias
  }

  @inline(__always)
  var record: NodeRecord { document.store.records[Int(index)] }

  public var kind: Kind {
    switch record.shape {
    case .sequence: .sequence
    case .mapping, .mergedMapping: .mapping
    case .sourceScalar, .arenaScalar, .alias: .scalar
    }
  }

  public var style: Style { record.style }
  public var isScalar: Bool { record.isScalar }
  public var isSequence: Bool { record.shape == .sequence }
  public var isMapping: Bool { record.isMapping }

  /// Where the value stands, without anchor and tag.
  ///
  /// Quotes and brackets belong to it. A block collection reaches from its first key or dash to the end of its last
  /// value; an empty value has no width and stands after its `:` or `-`.
  public var span: Span { document.span(of: index) }

  /// The alias through which the value was reached from the root: the outermost, if there are several. What an aliased
  /// collection holds was reached through it, too.
  public var via: Span? { alias == NodeRecord.none ? nil : document.span(of: alias) }

  /// Where somebody who reads the file from the root meets the value: the alias if there is one, else the value.
  public var place: Span { via ?? span }

  /// The tag with its handle resolved, e.g. `tag:yaml.org,2002:str` or `!Ref`; `nil` if none is written.
  public var tag: String? {
    let tag = record.tag
    return tag == 0 ? nil : document.store.tags[Int(tag)]
  }

  /// A handle for a child, which may be an alias. `alias` is the one it was reached through if this node was not.
  func child(_ position: UInt32, via merge: UInt32 = NodeRecord.none) -> YAMLNode {
    let child = document.store.records[Int(position)]
    var outermost = alias
    if outermost == NodeRecord.none, merge != NodeRecord.none, document.store.records[Int(merge)].shape == .alias {
      outermost = merge
    }
    if child.shape == .alias {
      return YAMLNode(
        document: document, index: child.first, alias: outermost == NodeRecord.none ? position : outermost)
    }
    return YAMLNode(document: document, index: position, alias: outermost)
  }
}

extension YAMLDocument {
  func span(of node: UInt32) -> Span {
    let record = store.records[Int(node)]
    return Span(file: id, start: record.start, end: record.end)
  }
}
