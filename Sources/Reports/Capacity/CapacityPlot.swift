import Analysis
import Topology

/// Latency and utilization of a workload against load, as a picture.
struct CapacityPlot {
  /// The system, for the names of components.
  let analysis: CapacityAnalysis

  /// `nil` where too little is known to draw.
  func picture(ofWorkload workload: Int) -> LinePlot? {
    guard let curve = analysis.loadCurve(ofWorkload: workload) else { return nil }
    let topology = analysis.topology
    let times = [line("mean", curve) { $0.mean?.high }, line("p99", curve) { $0.p99?.high }]
    let busy = curve.components.enumerated().map { position, party in
      line(topology.name(EntityID(.party, party)), curve) { $0.utilizations[position]?.high }
    }
    return LinePlot(
      title: "\(topology.name(EntityID(.workload, workload))): latency and utilization against load",
      axis: "requests of the workload, the others growing alike",
      panels: [
        LinePlot.Panel(title: "time until the answer", lines: times, top: top(times), label: Figures.duration),
        LinePlot.Panel(title: "utilization", lines: busy, top: 1, label: Figures.share),
      ],
      marks: marks(workload, upTo: curve.points.last?.rate ?? 0), label: Figures.rate)
  }

  private func line(_ name: String, _ curve: LoadCurve, _ value: (LoadCurve.Point) -> Double?) -> LinePlot.Line {
    LinePlot.Line(name: name, points: curve.points.compactMap { point in value(point).map { (point.rate, $0) } })
  }

  /// Near the limit times grow without bound and would press the rest of the line flat: the picture ends at twelve times
  /// the time without load.
  private func top(_ lines: [LinePlot.Line]) -> Double? {
    let least = lines.compactMap(\.points.first?.y).filter { $0.isFinite && $0 > 0 }.max()
    let most = lines.flatMap(\.points).map(\.y).filter(\.isFinite).max()
    guard let least, let most else { return nil }
    return min(most, 12 * least)
  }

  private func marks(_ workload: Int, upTo end: Double) -> [LinePlot.Mark] {
    let rates = [("rate", analysis.rate(ofWorkload: workload)), ("peak", analysis.peak(ofWorkload: workload))]
    return rates.compactMap { name, estimate in
      estimate.point.flatMap { $0 <= end ? LinePlot.Mark(name: name, x: $0) : nil }
    }
  }
}

/// Pictures that a report shows, each with the name of a file.
public struct CapacityPicture: Sendable {
  /// The name of the file, without a folder.
  public var fileName: String
  /// What it shows.
  public var title: String
  /// The text of the file.
  public var svg: String

  /// One for each workload of which enough is known.
  ///
  /// - Parameter prefix: What the names of the files begin with.
  public static func all(_ reports: [CapacityReport], prefix: String) -> [CapacityPicture] {
    reports.map(\.analysis).flatMap { analysis in
      let system = reports.count > 1 ? (analysis.topology.name.map { "\($0)-" } ?? "") : ""
      return analysis.topology.rows(of: .workload).compactMap { row -> CapacityPicture? in
        guard let plot = CapacityPlot(analysis: analysis).picture(ofWorkload: row) else { return nil }
        let name = analysis.topology.name(EntityID(.workload, row))
        return CapacityPicture(
          fileName: "\(prefix)-\(system)\(name).svg", title: plot.title, svg: LinePlotSVG(plot).render())
      }
    }
  }
}
