internal import CYaml

/// Feeds libyaml's events to the builder.
enum EventLoop {
  static func run(source: UnsafeBufferPointer<UInt8>, into builder: inout TreeBuilder) {
    // libyaml keeps a pointer to its own parser, so the parser must not move.
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) == 1 else { return builder.reportNoMemory() }
    defer { yaml_parser_delete(parser) }
    let content = UnsafeBufferPointer(rebasing: source[builder.base...])
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, content.baseAddress, content.count)
    let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
    defer { event.deallocate() }
    while true {
      guard yaml_parser_parse(parser, event) == 1 else {
        return builder.report(SyntaxProblem(parser.pointee, in: builder))
      }
      let type = event.pointee.type
      let goesOn = builder.take(event)
      yaml_event_delete(event)
      if !goesOn || type == YAML_STREAM_END_EVENT || type == YAML_NO_EVENT { return }
    }
  }
}

extension TreeBuilder {
  /// Adds one event to the tree; `false` ends the reading, because a limit was passed.
  mutating func take(_ event: UnsafePointer<yaml_event_t>) -> Bool {
    let start = offsets.offset(ofCharacter: event.pointee.start_mark.index)
    let end = offsets.offset(ofCharacter: event.pointee.end_mark.index)
    switch event.pointee.type {
    case YAML_SCALAR_EVENT:
      let data = event.pointee.data.scalar
      let text = UnsafeBufferPointer(start: UnsafePointer(data.value), count: data.length)
      return scalar(text, .init(data.style), Properties(data.anchor, data.tag), start: start, end: end)
    case YAML_ALIAS_EVENT: return takeAlias(event.pointee.data.alias.anchor, start: start, end: end)
    case YAML_MAPPING_START_EVENT:
      let data = event.pointee.data.mapping_start
      let style: YAMLNode.Style = data.style == YAML_FLOW_MAPPING_STYLE ? .flow : .block
      return open(.mapping, style, Properties(data.anchor, data.tag), start: start)
    case YAML_SEQUENCE_START_EVENT:
      let data = event.pointee.data.sequence_start
      let style: YAMLNode.Style = data.style == YAML_FLOW_SEQUENCE_STYLE ? .flow : .block
      return open(.sequence, style, Properties(data.anchor, data.tag), start: start)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: close(end: end)
    case YAML_DOCUMENT_START_EVENT: return beginDocument(at: start)
    case YAML_DOCUMENT_END_EVENT: endDocument()
    case YAML_STREAM_END_EVENT: readEnd = source.count + 1
    default: break
    }
    return true
  }

  private mutating func takeAlias(_ anchor: UnsafeMutablePointer<UInt8>?, start: Int, end: Int) -> Bool {
    guard let anchor else { return true }
    return alias(String(cString: anchor), start: start, end: end)
  }
}

extension YAMLNode.Style {
  init(_ style: yaml_scalar_style_t) {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: self = .literal
    case YAML_FOLDED_SCALAR_STYLE: self = .folded
    default: self = .plain
    }
  }
}
