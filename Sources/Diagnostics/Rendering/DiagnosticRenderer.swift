/// Writes messages for people, in the form that rustc made common.
public struct DiagnosticRenderer: Sendable {
  public let sources: Sources
  public let style: RenderStyle

  public init(sources: Sources, style: RenderStyle = RenderStyle()) {
    self.sources = sources
    self.style = style
  }

  /// The message with excerpts, notes and helps; lines end with LF, the last one, too.
  public func render(_ diagnostic: Diagnostic) -> String {
    let excerpts = excerpts(of: diagnostic)
    let margin = String(excerpts.map(\.excerpt.lastLine).max() ?? 1).count
    let indent = String(repeating: " ", count: margin)
    let bar = Role.gutter.paint("\(indent) |", style)
    var lines = [header(diagnostic)]
    for (index, (path, excerpt)) in excerpts.enumerated() {
      let arrow = Role.gutter.paint(index == 0 ? "\(indent)-->" : "\(indent):::", style)
      lines.append("\(arrow) \(path):\(excerpt.head.line):\(excerpt.head.column)")
      lines.append(bar)
      lines += excerpt.lines(margin: margin, style)
      lines.append(bar)
    }
    let remarks = remarks(of: diagnostic, indent: indent)
    // The bar leads to what follows it; at the end it would lead nowhere.
    if !excerpts.isEmpty, remarks.isEmpty { lines.removeLast() }
    return (lines + remarks).joined(separator: "\n") + "\n"
  }

  /// `path:line:column: severity[code]: message`, the form that editors read; without a line end.
  public func renderConcise(_ diagnostic: Diagnostic) -> String {
    let message = "\(diagnostic.severity.word)[\(diagnostic.code)]: \(SafeText.of(diagnostic.message))"
    guard let span = diagnostic.primary?.span else { return message }
    let start = sources.start(of: span)
    return "\(SafeText.of(sources[span.file].path)):\(start.line):\(start.column): \(message)"
  }

  private func header(_ diagnostic: Diagnostic) -> String {
    let word = Role.severity(diagnostic.severity).paint("\(diagnostic.severity.word)[\(diagnostic.code)]", style)
    return word + Role.strong.paint(": \(SafeText.of(diagnostic.message))", style)
  }

  /// One excerpt per file: first that of the primary label, then the others as they are named.
  private func excerpts(of diagnostic: Diagnostic) -> [(path: String, excerpt: Excerpt)] {
    var labels: [(label: Label, isPrimary: Bool)] = diagnostic.primary.map { [($0, true)] } ?? []
    labels += diagnostic.secondary.map { ($0, false) }
    var files: [FileID] = []
    for (label, _) in labels where !files.contains(label.span.file) { files.append(label.span.file) }
    return files.map { file in
      let own = labels.filter { $0.label.span.file == file }
      return (SafeText.of(sources[file].path), Excerpt(sources[file], own, severity: diagnostic.severity))
    }
  }

  /// The `= note:` and `= help:` lines; what has several lines goes on beneath its own beginning.
  private func remarks(of diagnostic: Diagnostic, indent: String) -> [String] {
    let all = diagnostic.notes.map { ("note", $0) } + diagnostic.helps.map { ("help", $0) }
    return all.flatMap { word, text in
      let continuation = String(repeating: " ", count: indent.count + word.count + 5)
      return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
        let safe = SafeText.of(String(line))
        guard index == 0 else { return continuation + safe }
        return Role.gutter.paint("\(indent) =", style) + " " + Role.strong.paint("\(word):", style) + " " + safe
      }
    }
  }
}
