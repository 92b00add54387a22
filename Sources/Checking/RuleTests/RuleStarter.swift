/// The rule file that somebody starts a rule of their own from.
public enum RuleStarter {
  /// Whether a text can be the id of a rule: kebab-case, beginning with a letter.
  public static func isValid(id: String) -> Bool {
    let parts = id.split(separator: "-", omittingEmptySubsequences: false)
    let isPlain = id.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    return isPlain && parts.allSatisfy { !$0.isEmpty } && id.utf8.first.map { (97...122).contains($0) } == true
  }

  /// A commented rule that loads and whose examples hold, about something small that anybody can replace.
  ///
  /// - Parameter id: An id for which `isValid` holds.
  public static func text(id: String) -> String { head(id) + words + examples }

  private static func head(_ id: String) -> String {
    """
    # A rule is one file: what to look for, what to say, and examples that prove it.
    # Run its examples with `topolint rules test FILE`, and see what they fail to notice with `--mutate`.
    # `topolint schema` lists the facts that conditions can read.
    id: \(id)
    title: A service that many use runs as a single instance

    # error | warning | note
    severity: warning

    # throughput | latency | availability | resilience | synchronization | data-integrity | idempotency |
    # compatibility | decoupling | traffic | security | scaling | model
    concern: availability

    # The type of the subjects, and the name by which the conditions call one of them:
    # system | component | service | store | queue | client | interface | operation | link | data | workload
    for: service s

    # Numbers that users may set in their configuration.
    params:
      min_callers:
        type: number
        default: 2
        doc: So many callers make a service important.

    # Names for values, for the conditions and the message.
    let:
      callers: |
        s.incoming.map(l, l.source.name).distinct()

    # Which subjects the rule speaks of at all. Write expressions after `|`, on lines of their own.
    where: |
      callers.size() >= min_callers

    # True means that the defect is there. If a fact is not stated, the verdict is "cannot tell", and names the fact.
    when: |
      s.replicas.max == 1


    """
  }

  private static let words = """
    # What people read: lower case, no final stop, names in back-ticks.
    message: >-
      `${s.name}` is called by ${callers.map(c, "`" + c + "`").join(", ")} and runs as a single instance

    # Whose lines are shown with the finding.
    evidence: [s]
    rationale: >-
      Say why this hurts, so that somebody who meets the rule for the first time agrees.

    # What to do. A `set` is a change of the facts of `for`, which is tried before it is shown.
    fix:
      - say: Run at least two instances
        for: s
        set: {replicas: 2}
    false_positives: >-
      Say when the finding is true and yet nothing needs to be done.
    references:
      - "Say where this is known from"


    """

  private static let examples = """
    # At least one that fails, one that passes, and one where a fact is not stated. Subjects that are not listed pass.
    examples:
      - name: two callers and one instance
        model: |
          services:
            web: {operations: {pay: {}}}
            desk: {operations: {refund: {}}}
            orders: {replicas: 1, operations: {create: {}}}
          links: [{from: web.pay, to: orders.create}, {from: desk.refund, to: orders.create}]
        expect: {fail: [orders]}
        message: "`orders` is called by `web`, `desk` and runs as a single instance"
      - name: two instances, or a single caller
        model: |
          services:
            web: {operations: {pay: {}, renew: {}}}
            desk: {operations: {refund: {}}}
            orders: {replicas: 2, operations: {create: {}}}
            mailer: {replicas: 1, operations: {send: {}}}
          links:
            - {from: web.pay, to: orders.create}
            - {from: desk.refund, to: orders.create}
            - {from: web.pay, to: mailer.send}
            - {from: web.renew, to: mailer.send}
        expect: {}
      - name: nobody said how many instances there are
        model: |
          services:
            web: {operations: {pay: {}}}
            desk: {operations: {refund: {}}}
            orders: {operations: {create: {}}}
          links: [{from: web.pay, to: orders.create}, {from: desk.refund, to: orders.create}]
        expect: {unknown: [orders], missing: [orders.replicas]}

    """
}
