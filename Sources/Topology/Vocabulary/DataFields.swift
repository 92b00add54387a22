extension Vocabulary {
  static let dataSet: [Field] = [
    Field("title", .text, "A name for people."),
    Field("owner", .text, "The team that answers for it."),
    Field("classification", .enumeration(classification), "What harm a leak would do."),
    Field("personal", .flag, "It says something about people."),
    Field("canonical", .list(.component), "Where the truth is; `none` says that nobody decides."),
    Field("compatibility", .enumeration(compatibility), "What a change of its schema may break."),
    Field("detection_time", .duration, "How long an error in it may stay unnoticed."),
    Field("staged", .flag, "A change reaches its copies in stages."),
    Field("copies", .rows(.copy), "Where else it is kept."),
    Field("transformations", .rows(.transformation), "What is made from it, or it from what."),
    Field("size", .size, "How much there is."),
    Field("growth", .growth, "How it grows."),
    Field("retention", .duration, "How long it is kept."),
    Field("rpo", .duration, "How much of it may be lost."),
    Field("reconciliation", .duration, "How often copies are compared with the source; `none` is never."),
  ]

  static let copy: [Field] = [
    Field("in", .component, "The component that holds the copy.", required: true),
    Field("kind", .enumeration(copyKind), "What the copy is for."),
    Field("fed_by", .enumeration(fedBy), "How it follows the source."),
    Field("max_staleness", .duration, "How old it may be."),
    Field("rebuild_from", .component, "What it can be made from again."),
  ]

  static let transformation: [Field] = [
    Field("by", .reference(.entry), "Who does it."),
    Field("from", .component, "Where the input is."),
    Field("lossy", .flag, "The input cannot be told from the output."),
    Field("keeps_input", .flag, "The input is kept."),
    Field("input_retention", .duration, "How long the input is kept."),
  ]
}
