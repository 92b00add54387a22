/// One execution of a node.
struct VisitState {
  var node: Int32 = 0
  /// The call that made it, and its token at that time.
  var call: Int32 = -1
  var callToken: UInt32 = 0
  /// Grows whenever the place is used anew.
  var life: UInt32 = 0
  /// -1 where it waits for no server.
  var line: Int32 = -1
  var partition: Int32 = 0
  var copy: Int32 = 0
  var holdsThread = false
  /// The callee takes it when it can and never refuses it.
  var isPulled = false
  var arrival = 0.0
  var work = 0.0
  /// After which nobody wants the answer.
  var deadline = Double.infinity
  /// Position in the plan's steps, and where they end.
  var step = 0
  var lastStep = 0
  /// Further calls of a sequential step.
  var remaining = 0
  /// Calls of a parallel step: made, answered, answered well.
  var made = 0
  var answered = 0
  var good = 0
}

/// One logical call with its attempts.
struct CallState {
  var spec: Int32 = 0
  /// The visit that waits for it; -1 for the call of a source, and where nobody waits.
  var parent: Int32 = -1
  var parentLife: UInt32 = 0
  var parentStep = 0
  /// The source whose request it is, -1 for inner calls.
  var source: Int32 = -1
  /// Grows with every turn, so that events of earlier turns are known as such.
  var token: UInt32 = 0
  /// Grows whenever the place is used anew.
  var life: UInt32 = 0
  var attempt = 0
  var start = 0.0
  var attemptStart = 0.0
  var isLookup = false
  /// The pool of which it holds a connection, -1 for none.
  var pool: Int32 = -1
  /// Where the visit that makes it is, for hops inside a store and for pools.
  var partition: Int32 = 0
  var copy: Int32 = 0
  var line: Int32 = -1
  /// After which the caller's own caller wants no answer.
  var callersDeadline = Double.infinity
}

/// Connections of one line to one dependency.
struct PoolState {
  let size: Int
  var used = 0
  var waiting = FirstInFirstOut<(call: Int32, token: UInt32)>()
}
