import Topology

/// A plot as a picture of its own: no script, no font from elsewhere, readable on light and dark ground.
struct LinePlotSVG {
  private let plot: LinePlot

  private static let width = 640.0
  private static let panelHeight = 150.0
  private static let gap = 34.0
  private static let margin = (left: 64.0, right: 132.0, top: 40.0, bottom: 46.0)
  /// Told apart by those who cannot tell red from green (Okabe and Ito 2008).
  private static let colors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"]

  init(_ plot: LinePlot) { self.plot = plot }

  private var plotWidth: Double { Self.width - Self.margin.left - Self.margin.right }
  private var height: Double {
    Self.margin.top + Double(plot.panels.count) * (Self.panelHeight + Self.gap) - Self.gap + Self.margin.bottom
  }

  /// The `svg` element.
  func render() -> String {
    var lines = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(text(Self.width)) \(text(height))" role="img" \
      font-family="sans-serif" font-size="11" fill="#777" stroke-linejoin="round">
      """,
      "<title>\(HTMLText.escaped(plot.title))</title>",
      label(plot.title, 0, 16, anchor: "start", size: 13),
    ]
    for (index, panel) in plot.panels.enumerated() { lines += drawing(panel, top: top(ofPanel: index)) }
    lines += axis()
    lines += plot.marks.enumerated().flatMap { mark($1, row: $0) }
    return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  private func top(ofPanel index: Int) -> Double {
    Self.margin.top + Double(index) * (Self.panelHeight + Self.gap)
  }

  private func x(_ value: Double) -> Double {
    plot.right > 0 ? Self.margin.left + plotWidth * value / plot.right : Self.margin.left
  }

  // MARK: Parts

  private func drawing(_ panel: LinePlot.Panel, top: Double) -> [String] {
    let highest = panel.top ?? panel.lines.flatMap(\.points).map(\.y).filter(\.isFinite).max() ?? 1
    let end = highest > 0 ? highest : 1
    let bottom = top + Self.panelHeight
    func y(_ value: Double) -> Double { bottom - Self.panelHeight * min(value, end) / end }
    var parts = [label(panel.title, Self.margin.left, top - 8, anchor: "start")]
    for tick in Ticks.values(to: end, count: 4) {
      parts.append(line(Self.margin.left, y(tick), Self.margin.left + plotWidth, y(tick), "#999", opacity: 0.3))
      parts.append(label(panel.label(tick), Self.margin.left - 6, y(tick) + 4, anchor: "end"))
    }
    var names: [Double] = []
    for (index, item) in panel.lines.enumerated() {
      let color = Self.colors[index % Self.colors.count]
      let points = item.points.filter { $0.y.isFinite }.map { "\(text(x($0.x))),\(text(y($0.y)))" }
      parts.append(
        #"<polyline fill="none" stroke="\#(color)" stroke-width="1.8" points="\#(points.joined(separator: " "))"/>"#)
      // Names stand at the ends of their lines, pushed apart where lines end together.
      let wish = (item.points.last { $0.y.isFinite }).map { y($0.y) } ?? bottom
      let place = names.contains { abs($0 - wish) < 13 } ? (names.max() ?? wish) + 13 : wish
      names.append(place)
      parts.append(label(item.name, Self.margin.left + plotWidth + 6, place + 4, anchor: "start", color: color))
    }
    return parts
  }

  private func axis() -> [String] {
    let bottom = height - Self.margin.bottom
    let ticks = Ticks.values(to: plot.right, count: 6)
    let labels = ticks.map { label(plot.label($0), x($0), bottom + 16, anchor: "middle") }
    return [line(Self.margin.left, bottom, Self.margin.left + plotWidth, bottom, "#999")] + labels + [
      label(plot.axis, Self.margin.left + plotWidth / 2, bottom + 34, anchor: "middle")
    ]
  }

  private func mark(_ mark: LinePlot.Mark, row: Int) -> [String] {
    let place = x(mark.x)
    return [
      line(place, Self.margin.top, place, height - Self.margin.bottom, "#999", dashes: "3 3"),
      label(mark.name, place + 3, Self.margin.top + 10 + Double(row) * 13, anchor: "start"),
    ]
  }

  private func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ color: String, opacity: Double = 1, dashes: String? = nil
  ) -> String {
    let style =
      (opacity < 1 ? #" stroke-opacity="\#(text(opacity))""# : "")
      + (dashes.map { #" stroke-dasharray="\#($0)""# } ?? "")
    return
      #"<line x1="\#(text(x1))" y1="\#(text(y1))" x2="\#(text(x2))" y2="\#(text(y2))" stroke="\#(color)"\#(style)/>"#
  }

  private func label(
    _ words: String, _ x: Double, _ y: Double, anchor: String, size: Double? = nil, color: String? = nil
  ) -> String {
    let style = (size.map { #" font-size="\#(text($0))""# } ?? "") + (color.map { #" fill="\#($0)""# } ?? "")
    return
      #"<text x="\#(text(x))" y="\#(text(y))" text-anchor="\#(anchor)"\#(style)>\#(HTMLText.escaped(words))</text>"#
  }

  /// Tenths of a pixel are enough, and keep equal pictures equal bytes.
  private func text(_ value: Double) -> String { Quantity.trimmed((value * 10).rounded() / 10) }
}
