extension Vocabulary {
  static let client: [Field] = [
    Field("trust", .enumeration(trust), "How far the client can be trusted."),
    Field("controllable", .flag, "We can change how it behaves, retries included."),
    Field("retry", .record(retry), "How the client repeats a call that failed."),
    Field("count", .positiveCount, "Number of clients."),
    Field("think_time", .duration, "Mean pause of a client between an answer and its next request."),
  ]
}
