import CYaml

/// The least that anybody who reads YAML with libyaml must do: every event once, nothing kept.
enum EventScan {
  static func run(_ bytes: [UInt8]) -> Int {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { return 0 }
    defer { yaml_parser_delete(&parser) }
    var events = 0
    bytes.withUnsafeBufferPointer { buffer in
      yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      var event = yaml_event_t()
      while yaml_parser_parse(&parser, &event) == 1 {
        let type = event.type
        yaml_event_delete(&event)
        events += 1
        if type == YAML_STREAM_END_EVENT { return }
      }
    }
    return events
  }
}
