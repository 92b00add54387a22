extension Vocabulary {
  public static let trust = Enumeration(
    "trust", ordered: true,
    [
      "untrusted": "anybody; may be broken, hostile or both",
      "partner": "under contract, but outside our control",
      "trusted": "ours",
    ])

  public static let exposure = Enumeration(
    "exposure", ordered: true,
    ["internal": "inside the system only", "partner": "reachable by partners", "public": "reachable by anybody"])

  public static let lifecycle = Enumeration(
    "lifecycle",
    ["experimental": "may change or vanish", "production": "relied upon", "deprecated": "to be left behind"])

  public static let tier = Enumeration(
    "tier", ordered: true,
    ["tier-3": "can wait", "tier-2": "matters the same day", "tier-1": "the business stops without it"])

  public static let state = Enumeration(
    "state",
    [
      "none": "an instance keeps nothing between requests",
      "soft": "an instance keeps what it can rebuild, such as a local cache",
      "session": "an instance keeps sessions of its clients",
      "durable": "an instance keeps data that exists nowhere else",
    ])

  public static let failureScope = Enumeration(
    "failure scope", ordered: true,
    ["replica": "one instance", "zone": "one availability zone", "region": "one region"])

  public static let failoverMode = Enumeration(
    "failover mode",
    [
      "none": "nothing takes over", "manual": "a person promotes the standby",
      "active-passive": "a standby is promoted automatically", "active-active": "all copies serve all the time",
    ])

  public static let scalingMode = Enumeration(
    "scaling mode",
    [
      "none": "fixed", "vertical": "larger instances", "horizontal": "more instances, by hand",
      "auto": "more instances, automatically",
    ])

  public static let loadBalancing = Enumeration(
    "load balancing",
    [
      "shared": "one line for all instances", "round-robin": "in turn", "random": "uniformly at random",
      "least-outstanding": "to the instance with fewest requests in progress",
      "pick-two": "the better of two picked at random", "hash": "by a hash of the key",
    ])

  public static let discipline = Enumeration(
    "discipline", ["fifo": "first come, first served", "shared": "all requests share the processor"])

  public static let admissionOrder = Enumeration(
    "admission order",
    [
      "fifo": "oldest first", "lifo": "newest first under overload", "priority": "by importance",
    ])

  public static let deployStrategy = Enumeration(
    "deploy strategy",
    [
      "rolling": "a few instances at a time", "blue-green": "a second fleet, then a switch",
      "canary": "a small share first", "recreate": "all stop, then all start", "all-at-once": "everywhere in one step",
    ])

  public static let replicationTopology = Enumeration(
    "replication topology",
    [
      "single-leader": "one copy takes all writes", "multi-leader": "several copies take writes",
      "leaderless": "any copy takes writes, by quorum",
    ])

  public static let replicationMode = Enumeration(
    "replication mode", ordered: true,
    [
      "async": "a write is acknowledged before the copies have it",
      "semi-sync": "a write is acknowledged when one copy has it",
      "sync": "a write is acknowledged when the copies have it",
    ])

  public static let consistency = Enumeration(
    "consistency",
    [
      "eventual": "copies agree some day", "monotonic-reads": "a client never goes back in time",
      "read-your-writes": "a client sees its own writes", "causal": "effects are never seen before their causes",
      "sequential": "one order for all, not necessarily real time", "linearizable": "as if there were one copy",
    ])

  public static let conflictResolution = Enumeration(
    "conflict resolution",
    [
      "none": "nobody decides", "lww": "the last write wins", "vector-clock": "versions are compared, siblings kept",
      "crdt": "the data type merges itself", "application": "the application merges", "manual": "a person merges",
    ])

  public static let durability = Enumeration(
    "durability", ordered: true,
    [
      "memory": "lost when the process stops", "disk": "on disk before it is acknowledged",
      "replicated": "on several machines before it is acknowledged",
    ])

  public static let storeRole = Enumeration(
    "store role",
    [
      "system-of-record": "the truth is here", "cache": "a fast copy that may be lost", "index": "a copy for search",
      "view": "a copy shaped for reading", "archive": "kept, seldom read", "object": "files and blobs",
    ])

  public static let delivery = Enumeration(
    "delivery", ordered: true,
    [
      "at-most-once": "a message may be lost, never repeated",
      "at-least-once": "a message may be repeated, never lost",
      "exactly-once": "a message takes effect once, as far as the queue reaches",
    ])

  public static let queueOrdering = Enumeration(
    "ordering", ordered: true,
    [
      "none": "any order", "per-key": "messages of one key in order",
      "per-partition": "messages of one partition in order",
      "total": "all messages in order",
    ])

  public static let orderRequired = Enumeration(
    "order required",
    ["none": "any order will do", "per-key": "messages of one key in order", "total": "all messages in order"])

  public static let overflow = Enumeration(
    "overflow",
    [
      "reject": "the producer gets an error", "block": "the producer waits",
      "drop-oldest": "the oldest message is lost", "drop-newest": "the new message is lost",
    ])

  public static let acknowledgement = Enumeration(
    "acknowledgement",
    ["auto": "when the message is handed over", "after-processing": "when the consumer has done its work"])

  public static let versioning = Enumeration(
    "versioning",
    [
      "none": "no version is told apart", "path": "in the path (`/v1/…`)", "header": "in a header",
      "media-type": "in the media type", "package": "in the package of the schema (`shop.v1`)",
      "schema-registry": "by a registry that checks compatibility",
    ])

  public static let compatibility = Enumeration(
    "compatibility",
    [
      "none": "any change may happen", "backward": "new readers understand old data",
      "forward": "old readers understand new data", "full": "both",
      "backward-transitive": "new readers understand all old data",
      "forward-transitive": "all old readers understand new data",
      "full-transitive": "both, with all versions",
    ])

  public static let authn = Enumeration(
    "authentication",
    [
      "none": "nobody is asked who they are", "api-key": "a shared secret", "basic": "name and password",
      "oauth2": "a bearer token", "oidc": "a token with identity", "jwt": "a signed token",
      "mtls": "client certificates",
      "signature": "signed requests",
    ])

  public static let authz = Enumeration(
    "authorization",
    [
      "none": "whoever is in may do all", "role": "by role", "attribute": "by attributes",
      "relationship": "by relation to the object", "object": "checked for each object",
    ])

  public static let transport = Enumeration(
    "transport", ordered: true,
    ["none": "plain text", "tls": "encrypted", "mtls": "encrypted, both sides proven"])

  public static let limitScope = Enumeration(
    "limit scope",
    ["global": "all together", "tenant": "each tenant", "client": "each client", "ip": "each address"])

  public static let onExceed = Enumeration(
    "on exceed", ["reject": "refused at once", "queue": "made to wait", "degrade": "served with less"])

  public static let plane = Enumeration("plane", ["data": "serves users", "admin": "serves operators"])

  public static let effect = Enumeration(
    "effect",
    [
      "read": "changes nothing (safe, RFC 9110 §9.2.1)", "create": "makes something new",
      "update": "changes what is there",
      "delete": "removes", "append": "adds to a log or list", "command": "makes something happen",
      "compute": "works on its input, keeps nothing",
    ])

  public static let idempotency = Enumeration(
    "idempotency mechanism",
    [
      "none": "each execution has its effect again", "natural": "the effect is the same by its nature (set, not add)",
      "key": "the caller sends a key that is remembered", "conditional": "a precondition such as `If-Match`",
      "dedup-store": "handled message ids are remembered",
    ])

  public static let transactionScope = Enumeration(
    "transaction scope",
    [
      "none": "each effect for itself", "local": "one database transaction",
      "outbox": "messages leave with the database transaction", "saga": "steps with compensation",
      "2pc": "two-phase commit over all",
    ])

  public static let concurrencyControl = Enumeration(
    "concurrency control",
    [
      "none": "the last one wins", "optimistic": "a version is checked", "pessimistic": "a lock is held",
      "single-writer": "only one writes",
    ])

  public static let operationKind = Enumeration(
    "operation kind", ["request": "somebody waits for the answer", "job": "runs on its own"])

  public static let access = Enumeration(
    "access", ["read": "reads", "write": "writes", "read-write": "one read and one write a visit"])

  public static let mode = Enumeration(
    "mode", ["sync": "the caller waits", "async": "the caller goes on"])

  public static let onFailure = Enumeration(
    "on failure",
    [
      "fail-open": "the caller goes on without", "fail-closed": "the caller fails too",
      "buffer": "the work is kept for later",
      "last-known": "the last known answer is used",
    ])

  public static let backoff = Enumeration(
    "backoff",
    ["none": "at once", "constant": "after the same time", "exponential": "after a time that doubles"])

  public static let fallback = Enumeration(
    "fallback",
    [
      "none": "there is none", "default": "a fixed answer", "cached": "an old answer", "degraded": "a lesser answer",
      "queue": "the work is queued", "alternate": "another provider",
    ])

  public static let discovery = Enumeration(
    "discovery",
    ["static": "a fixed address", "dns": "a name", "registry": "a service registry", "mesh": "the mesh decides"])

  public static let identity = Enumeration(
    "identity",
    ["none": "nobody's", "technical": "the calling service's own", "propagated": "the end user's"])

  public static let result = Enumeration(
    "result", ["used": "the caller needs the answer", "ignored": "the caller does not look at it"])

  public static let fanOut = Enumeration(
    "fan-out", ["one": "one partition a visit", "all-partitions": "every partition each visit"])

  public static let linkClass = Enumeration(
    "link class",
    [
      "runtime": "part of serving requests", "startup": "needed to start", "telemetry": "reports and metrics",
      "control": "configuration and steering",
    ])

  public static let readFrom = Enumeration(
    "read from", ["leader": "the copy that takes writes", "replica": "a follower", "any": "whichever answers"])

  public static let classification = Enumeration(
    "classification", ordered: true,
    [
      "public": "anybody may know", "internal": "staff", "confidential": "harm if it leaks",
      "restricted": "serious harm if it leaks",
    ])

  public static let copyKind = Enumeration(
    "copy kind",
    [
      "replica": "the same shape, elsewhere", "cache": "fast, may be lost", "index": "for search",
      "view": "shaped for reading", "event": "as messages", "backup": "for recovery", "archive": "for the record",
    ])

  public static let fedBy = Enumeration(
    "fed by",
    [
      "replication": "the store itself", "cdc": "the change log of the source", "events": "messages of the owner",
      "batch": "a periodic job", "dual-write": "the writer writes twice", "read-through": "filled on a miss",
      "outbox": "messages that leave with the transaction",
    ])

  public static let arrivals = Enumeration(
    "arrivals",
    [
      "open": "clients come whether or not others are done", "closed": "a fixed population waits for answers",
      "scheduled": "by the clock",
    ])
}
