extension Vocabulary {
  static let service: [Field] = [
    Field("external", .flag, "A third party runs it."),
    Field("session_affinity", .flag, "Requests of a session must reach the same instance."),
  ]

  static let interface: [Field] = [
    Field("title", .text, "A name for people."),
    Field("exposure", .enumeration(exposure), "Who can reach it."),
    Field("protocol", .text, "For instance http, grpc, amqp."),
    Field("contract", .text, "The file or address of its contract."),
    Field("version", .text, "The version it offers."),
    Field("versioning", .enumeration(versioning), "How versions are told apart."),
    Field("compatibility", .enumeration(compatibility), "What a change may break."),
    Field("sunset", .date, "The day it ends."),
    Field("authn", .enumeration(authn), "How callers prove who they are."),
    Field("authz", .enumeration(authz), "How it is decided what they may do."),
    Field("transport", .enumeration(transport), "How it is protected on the wire."),
    Field(
      "rate_limit",
      .record(
        RecordShape(
          "rate limit", main: ["limit"],
          [
            Field("limit", .quantity(.rate, .positive), "Most requests over time."),
            Field("per", .enumeration(limitScope), "For whom the limit holds."),
            Field("on_exceed", .enumeration(onExceed), "What happens above it."),
          ])), "How much anybody may ask."),
    Field("max_payload", .size, "Largest request it takes."),
    Field("max_page", .positiveCount, "Most items of one answer."),
    Field("validates", .flag, "Bad input is rejected before any work is done."),
    Field("plane", .enumeration(plane), "Whom it serves."),
  ]

  static let operation: [Field] = [
    Field("title", .text, "A name for people."),
    Field("effect", .enumeration(effect), "What it does to the world."),
    Field(
      "idempotency",
      .record(
        RecordShape(
          "idempotency", main: ["mechanism"],
          [
            Field("mechanism", .enumeration(idempotency), "What makes a second execution harmless."),
            Field("key", .text, "What identifies a repetition."),
            Field("window", .duration, "How long a repetition is recognised."),
          ])), "Whether doing it twice is the same as doing it once."),
    Field("service_time", .record(serviceTime), "Time one server is busy with it, without waiting."),
    Field(
      "transaction",
      .record(
        RecordShape(
          "transaction", main: ["scope"],
          [
            Field("scope", .enumeration(transactionScope), "What succeeds or fails together."),
            Field("compensation", .text, "What undoes it."),
          ])), "How its effects hold together."),
    Field("concurrency_control", .enumeration(concurrencyControl), "What keeps two writers apart."),
    Field(
      "batch",
      .record(
        RecordShape(
          "batch", main: ["supported", "max"],
          [
            Field("supported", .flag, "It takes several items at once."),
            Field("max", .positiveCount, "Most items at once."),
          ])), "Whether it takes several items at once."),
    Field("checkpointed", .flag, "After a stop it goes on where it was."),
    Field("kind", .enumeration(operationKind), "Whether somebody waits for it."),
    Field(
      "lock",
      .record(
        RecordShape(
          "lock", main: ["name"],
          [
            Field("name", .text, "The lock it takes."),
            Field("scope", .text, "What the lock covers."),
            Field("lease", .duration, "Time after which the lock is lost."),
            Field("fencing", .flag, "The store refuses the writes of a holder that lost the lock."),
          ])), "A lock it holds while it works."),
    Field("failure_rate", .share, "Share of executions that fail."),
    Field("audit", .flag, "Who did what is recorded."),
    Field("subject_scoped", .flag, "It works on data of one person or tenant."),
  ]
}
