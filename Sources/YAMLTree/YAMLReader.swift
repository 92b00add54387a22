public import Diagnostics

/// Reads YAML into flat trees with the place of every node.
public enum YAMLReader {
  /// Reads a whole file.
  ///
  /// Never fails as a whole: what could be read is in `documents`, what went wrong in `diagnostics`. O(bytes), whatever
  /// the aliases expand to.
  public static func read(_ file: SourceFile, id: FileID, limits: YAMLLimits = .init()) -> YAMLStream {
    if let refusal = Admission.refusal(of: file, id: id, limits: limits) {
      return YAMLStream(file: file, id: id, documents: [], diagnostics: [refusal], readEnd: 0)
    }
    return file.bytes.withUnsafeBufferPointer { source in
      var builder = TreeBuilder(source: source, file: id, limits: limits)
      EventLoop.run(source: source, into: &builder)
      return builder.finish(file: file)
    }
  }
}

/// What one file held: its documents and the messages about it.
public struct YAMLStream: Sendable {
  public let file: SourceFile
  public let id: FileID
  /// The documents that could be read, in file order; empty ones are left out.
  public let documents: [YAMLDocument]
  /// In file order.
  public let diagnostics: [Diagnostic]
  /// How far the documents reach; beyond, the file could not be read.
  let readEnd: Int

  /// Whether any message is an error.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
