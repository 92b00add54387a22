extension Vocabulary {
  /// The columns of clients and components. A field that several kinds have is one column.
  static let party: [Field] =
    common
    + client.map { $0.limited(to: [.client]) }
    + component.map { $0.limited(to: PartyKind.components) }
    + service.map { $0.limited(to: [.service]) }
    + data + store.map { $0.limited(to: [.store]) }
    + queue.map { $0.limited(to: [.queue]) }

  private static let everyone = PartyKind.allCases

  private static let common: [Field] = [
    Field("title", .text, "A name for people, where the identifier will not do.", kinds: everyone),
    Field("owner", .text, "The team that answers for it.", kinds: everyone),
  ]

  /// Facts that stores and queues share.
  private static let data: [Field] = [
    Field(
      "partitions", .positiveCount, "Number of partitions (shards); `none` is one undivided whole.",
      kinds: [.store, .queue]),
    Field(
      "size", .quantity(.size, .positive), "Bytes that one copy of one partition can keep.", kinds: [.store, .queue]),
    Field("partition_key", .text, "What decides the partition.", kinds: [.store, .queue]),
    Field("encryption_at_rest", .flag, "What is kept is encrypted.", kinds: [.store, .queue]),
  ]
}
