/// A picture of lines over one axis, in panels one above the other, free of layout.
struct LinePlot {
  /// Lines that share a vertical axis.
  struct Panel {
    /// What the vertical axis shows.
    var title: String
    var lines: [Line]
    /// Where the vertical axis ends; `nil` for the highest point.
    var top: Double?
    /// A value of the vertical axis as people read it.
    var label: (Double) -> String
  }

  /// One line; points in the order of the horizontal axis.
  struct Line {
    var name: String
    var points: [(x: Double, y: Double)]
  }

  /// A vertical line that names a place of the horizontal axis.
  struct Mark {
    var name: String
    var x: Double
  }

  var title: String
  /// What the horizontal axis shows.
  var axis: String
  var panels: [Panel]
  var marks: [Mark] = []
  /// A value of the horizontal axis as people read it.
  var label: (Double) -> String

  /// The end of the horizontal axis.
  var right: Double {
    let points = panels.flatMap(\.lines).flatMap(\.points).map(\.x)
    return max(points.max() ?? 0, marks.map(\.x).max() ?? 0)
  }
}

/// Round values for an axis.
enum Ticks {
  /// Values from zero to at most `top`, 1, 2 or 5 times a power of ten apart, about `count` of them.
  static func values(to top: Double, count: Int) -> [Double] {
    guard top > 0, top.isFinite, count > 0 else { return [0] }
    let step = roundStep(top / Double(count))
    return (0...Int((top / step + 1e-9).rounded(.down))).map { Double($0) * step }
  }

  /// The least of 1, 2 and 5 times a power of ten that is not below a distance.
  private static func roundStep(_ distance: Double) -> Double {
    var power = 1.0
    while power > distance { power /= 10 }
    while power * 10 <= distance { power *= 10 }
    return [1, 2, 5, 10].map { $0 * power }.first { $0 >= distance * (1 - 1e-9) } ?? power * 10
  }
}
