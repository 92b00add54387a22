public import Diagnostics

/// What there is to say of one subject, free of markup and layout: one renderer for each format shows all of them.
///
/// Texts are sentences or names of this system, with names in back-ticks.
public struct Explanation: Sendable {
  /// The subject as it is named in the model, whichever way it was asked for.
  public var subject: String
  public var kind: Kind
  /// One line, e.g. "service `orders`".
  public var title: String
  public var sections: [Section]
  /// What else goes by the name, as it can be asked for, e.g. `workload:checkout`.
  public var alsoNamed: [String]

  public init(subject: String, kind: Kind, title: String, sections: [Section], alsoNamed: [String] = []) {
    self.subject = subject
    self.kind = kind
    self.title = title
    self.sections = sections.filter { !$0.blocks.isEmpty }
    self.alsoNamed = alsoNamed
  }

  /// What the subject is.
  public enum Kind: String, Sendable, CaseIterable {
    case rule, finding, system, component, interface, operation, link, data, workload, path, estimate, fact, term
  }

  /// A heading with what stands under it.
  public struct Section: Sendable {
    /// Empty for the opening, which needs none.
    public var title: String
    public var blocks: [Block]

    /// Blocks with nothing in them are left out.
    public init(_ title: String, _ blocks: [Block]) {
      self.title = title
      self.blocks = blocks.filter { !$0.isEmpty }
    }
  }

  /// The closed set of things an explanation is made of.
  public enum Block: Sendable {
    case paragraph(String)
    case list([String])
    case facts([FactLine])
    case code(String, language: String)
    case table(Table)
    case tree([TreeNode])

    var isEmpty: Bool {
      switch self {
      case .paragraph(let text): text.isEmpty
      case .list(let items): items.isEmpty
      case .facts(let lines): lines.isEmpty
      case .code(let text, _): text.isEmpty
      case .table(let table): table.rows.isEmpty
      case .tree(let nodes): nodes.isEmpty
      }
    }
  }

  /// A name and its value, with where that stands and how it is known.
  public struct FactLine: Sendable {
    public var name: String
    public var value: String
    /// The word of a fact's basis; `nil` for what is no fact of the model.
    public var basis: String?
    public var note: String?
    public var span: Span?

    public init(_ name: String, _ value: String, basis: String? = nil, note: String? = nil, span: Span? = nil) {
      self.name = name
      self.value = value
      self.basis = basis
      self.note = note
      self.span = span
    }
  }

  /// Rows of texts, each as long as `columns`.
  public struct Table: Sendable {
    public var columns: [String]
    public var rows: [[String]]

    public init(_ columns: [String], _ rows: [[String]]) {
      self.columns = columns
      self.rows = rows
    }
  }

  /// A text with its value and its parts.
  public struct TreeNode: Sendable {
    public var text: String
    public var value: String
    public var note: String?
    public var span: Span?
    public var children: [TreeNode]

    public init(_ text: String, _ value: String, note: String? = nil, span: Span? = nil, children: [TreeNode] = []) {
      self.text = text
      self.value = value
      self.note = note
      self.span = span
      self.children = children
    }
  }
}
