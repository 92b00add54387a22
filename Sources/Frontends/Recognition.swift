internal import Diagnostics
internal import YAMLTree

/// Tells formats by their content, never by a file's name alone.
enum Recognition {
  /// The native documents of a file, with messages for what should have been one.
  static func natives(in file: InputFile, into bag: inout DiagnosticBag) -> [NativeDocument] {
    let natives = file.stream.documents.compactMap(NativeDocument.init)
    let claims = file.isNamed || !natives.isEmpty || mentionsTopolint(file.stream.file)
    guard claims else { return [] }
    if file.stream.hasErrors, let template = TemplateSniffer.looksLikeTemplate(file.stream.file, id: file.stream.id) {
      bag.add(
        .error(
          "template", "the file is a template, not YAML", at: template, helps: ["render it first, and check the result"]
        ))
      return natives
    }
    bag.add(contentsOf: file.stream.diagnostics)
    if natives.isEmpty, !file.stream.hasErrors { bag.add(unrecognised(file)) }
    return natives
  }

  /// A file with broken syntax has no tree to look into; a line that starts with `topolint:` is claim enough.
  private static func mentionsTopolint(_ file: SourceFile) -> Bool {
    let marker = Array("topolint:".utf8)
    return file.lineStarts.contains { start in
      file.bytes.dropFirst(Int(start)).starts(with: marker)
    }
  }

  private static func unrecognised(_ file: InputFile) -> Diagnostic {
    let path = file.stream.file.path
    guard let root = file.stream.documents.first?.root else {
      return .error("empty-file", "`\(path)` holds no document", at: nil, helps: ["start with `topolint: 1`"])
    }
    guard root.isMapping else {
      return .error(
        "unknown-format", "`\(path)` is not a topology: it holds no map", at: root.firstKey,
        helps: ["start with `topolint: 1`"])
    }
    if let other = foreignFormat(root) {
      return .error(
        "unknown-format", "`\(path)` is \(other), which is not read yet", at: root.firstKey,
        helps: ["describe the system in a file that starts with `topolint: 1`"])
    }
    let sections = ["services", "stores", "queues", "links", "workloads"]
    let help =
      root.entries.contains { sections.contains($0.key.text) }
      ? "add `topolint: 1` at the top" : "a topology starts with `topolint: 1`"
    return .error(
      "unknown-format", "`\(path)` is not a topology: it has no key `topolint`", at: root.firstKey, helps: [help])
  }

  /// Formats that teams have lying beside a topology, named so that the message makes sense to them.
  private static func foreignFormat(_ root: YAMLNode) -> String? {
    if root["apiVersion"] != nil, root["kind"] != nil { return "a Kubernetes manifest" }
    if root["openapi"] != nil || root["swagger"] != nil { return "an OpenAPI document" }
    if root["asyncapi"] != nil { return "an AsyncAPI document" }
    if let services = root["services"], services.isMapping,
      services.entries.contains(where: { $0.value["image"] != nil || $0.value["build"] != nil })
    {
      return "a Docker Compose file"
    }
    return nil
  }
}
