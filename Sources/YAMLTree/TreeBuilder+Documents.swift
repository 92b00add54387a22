internal import Diagnostics

extension TreeBuilder {
  /// `false` if there are too many.
  mutating func beginDocument(at start: Int) -> Bool {
    guard documents.count < limits.maxDocuments else { return reportTooManyDocuments(at: start) }
    documentStart = documents.isEmpty ? 0 : start
    readEnd = start
    if !anchors.isEmpty { (anchors, anchoredHeights) = ([:], [:]) }
    root = NodeRecord.none
    return true
  }

  mutating func endDocument() {
    keptLastDocument = false
    guard root != NodeRecord.none else { return }
    let record = store.records[Int(root)]
    readEnd = max(readEnd, Int(record.end))
    let isEmpty = record.isScalar && record.style == .plain && record.count == 0 && record.tag == 0
    if isEmpty { return }
    documents.append((documentStart, root))
    keptLastDocument = true
  }

  /// The finished stream. Documents share their arrays.
  consuming func finish(file source: SourceFile) -> YAMLStream {
    var result: [YAMLDocument] = []
    for (index, document) in documents.enumerated() {
      let end = index + 1 < documents.count ? documents[index + 1].start : source.bytes.count
      result.append(
        YAMLDocument(
          file: source, id: file, index: index, span: span(document.start, end), rootIndex: document.root, store: store)
      )
    }
    return YAMLStream(
      file: source, id: file, documents: result, diagnostics: complaints.inFileOrder(), readEnd: readEnd)
  }
}
