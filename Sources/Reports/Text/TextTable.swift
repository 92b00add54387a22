/// Columns for a terminal: the first to the left, the others to the right.
struct TextTable {
  let head: [String]
  let rows: [[String]]
  /// Columns that are also set to the left.
  var left: Set<Int> = []

  /// The lines, two blanks between columns.
  var lines: [String] {
    let all = [head] + rows
    let widths = head.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      let cells = row.enumerated().map { column, cell in
        let gap = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 || left.contains(column) ? cell + gap : gap + cell
      }
      return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }
  }
}
