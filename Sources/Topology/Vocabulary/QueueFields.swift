extension Vocabulary {
  static let queue: [Field] = [
    Field("delivery", .enumeration(delivery), "How often a message takes effect."),
    Field("ordering", .enumeration(queueOrdering), "Which messages stay in order."),
    Field("retention", .duration, "How long messages are kept; `none` sets no limit."),
    Field("max_length", .limit, "Most messages that wait; `unlimited` is a statement."),
    Field("overflow", .enumeration(overflow), "What happens when it is full."),
    Field("ttl", .duration, "Age at which a message is dropped; `none` drops none."),
    Field("dead_letter", .reference(.queue), "Where messages go that cannot be handled."),
    Field(
      "max_receives", .limit,
      "Deliveries before a message goes to the dead letters; by definition the attempts of links that state no `retry`."
    ),
    Field("ack_deadline", .duration, "Time after which an unacknowledged message is delivered again."),
    Field("ack", .enumeration(acknowledgement), "When a message counts as done."),
    Field("dedup_window", .duration, "How long a repeated message is recognised."),
    Field("replayable", .flag, "Consumers can read old messages again."),
    Field(
      "redrive_age", .duration,
      "Age at which dead letters may still be sent again; by definition that of the queue they go to."),
    Field("compatibility", .enumeration(compatibility), "What a change of the message schema may break."),
  ]
}
