import Pseudorandom
import Testing

@testable import Analysis

private func isClose(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  abs(a - b) <= tolerance * max(1e-12, abs(b))
}

/// Expected values: `Reference/queueing_laws.py`.
@Suite struct FiniteLineTests {
  @Test(arguments: [
    (1, 4, 0.8, 1, 0.0888194986556, 2.56306520704, 0.730447597376, 0.340689520193),
    (2, 3, 3, 1, 0.374422187982, 1.95320197044, 0.740208538183, 0.18850482617),
    (3, 0, 2, 1, 0.210526315789, 1, 0.367879441171, 0.0497870683679),
    (4, 10, 4, 1, 0.0756501182033, 2.12531969309, 0.764818495532, 0.237632462465),
    (5, 20, 7, 1, 0.285826092985, 4.50251572055, 0.997547606373, 0.875191983721),
    (2, 6, 1, 0.5, 1.83106586342e-05, 0.533289386948, 0.152424888152, 0.00294502647158),
  ])
  func chains(
    servers: Int, places: Int, arrivals: Double, time: Double, rejected: Double, mean: Double, one: Double,
    three: Double
  ) {
    let line = FiniteLine(servers: servers, waitingPlaces: places, arrivals: arrivals, serviceTime: time)
    #expect(isClose(line.rejectedShare, rejected))
    #expect(isClose(line.meanResponse, mean))
    #expect(isClose(line.tail(1), one))
    #expect(isClose(line.tail(3), three))
    #expect(isClose(1 - line.tail(line.percentile(0.99)), 0.99))
  }

  @Test func withoutPlacesItIsErlangsLossAndWithManyItIsTheEndlessLine() {
    let loss = FiniteLine(servers: 5, waitingPlaces: 0, arrivals: 4, serviceTime: 1)
    #expect(isClose(loss.rejectedShare, Erlang.loss(servers: 5, load: 4)))
    let long = FiniteLine(servers: 5, waitingPlaces: 5000, arrivals: 4, serviceTime: 1)
    let endless = QueueLine(servers: 5, arrivals: 4, serviceTime: 1)
    #expect(long.rejectedShare < 1e-100)
    #expect(isClose(long.meanWait, endless.meanWait))
    #expect(isClose(long.percentile(0.95), endless.percentile(0.95, serviceTime: 1), 1e-8))
  }

  @Test func edges() {
    let idle = FiniteLine(servers: 2, waitingPlaces: 3, arrivals: 0, serviceTime: 1)
    #expect(idle.rejectedShare == 0 && idle.meanWait == 0)
    let flooded = FiniteLine(servers: 2, waitingPlaces: 3, arrivals: 1e12, serviceTime: 1)
    #expect(isClose(flooded.accepted, 2, 1e-3))
    #expect(isClose(flooded.meanResponse, 2.5, 1e-6))
    #expect(FiniteLine(servers: 2, waitingPlaces: 3, arrivals: .infinity, serviceTime: 1).rejectedShare == 1)
    // At exactly full utilization every state with all servers busy is as likely as the next.
    let full = FiniteLine(servers: 1, waitingPlaces: 9, arrivals: 1, serviceTime: 1)
    #expect(isClose(full.rejectedShare, 1.0 / 11))
  }

  @Test func moreLoadIsRefusedMoreOften() {
    var before = -1.0
    for load in stride(from: 0.0, through: 40, by: 0.5) {
      let line = FiniteLine(servers: 10, waitingPlaces: 7, arrivals: load, serviceTime: 1)
      #expect(line.rejectedShare >= before)
      #expect(line.accepted <= 10 + 1e-9)
      before = line.rejectedShare
    }
  }
}

/// Expected values: `Reference/queueing_laws.py`, mean value analysis in 60 digits.
@Suite struct ClosedNetworkTests {
  private func network(_ demands: [Double], _ servers: [Double], _ think: Double) -> ClosedNetwork {
    ClosedNetwork(zip(demands, servers).map { ClosedNetwork.Station(demand: $0, servers: $1) }, thinkTime: think)
  }

  @Test(arguments: [
    ([0.605, 2.1, 1.35], [1.0, 1, 1], 0.0, 3, 0.404632500417),
    ([0.605, 2.1, 1.35], [1, 1, 1], 15, 10, 0.400204622855), ([0.01, 0.02], [2, 4], 0, 10, 177.0609319),
    ([0.005, 0.02, 0.03], [1, 3, 8], 1, 60, 56.7049597124), ([0.01, 0.01], [1, 1], 0.5, 200, 99.3377483444),
    ([0.002, 0.025], [2, 5], 0, 50, 200),
  ])
  func meanValueAnalysis(demands: [Double], servers: [Double], think: Double, clients: Int, rate: Double) {
    let network = network(demands, servers, think)
    #expect(isClose(network.throughput(clients), rate))
    let bounds = network.bounds(Double(clients))
    #expect(bounds.low <= rate * (1 + 1e-12) && rate <= bounds.high * (1 + 1e-12))
  }

  /// Plain numbers say the same as logarithms wherever they can hold the constants, and both keep within the bounds.
  @Test func scaledConstantsAreThoseOfLogarithms() {
    var random = SeededRandom(seed: 20)
    var scaled = 0
    for _ in 0..<300 {
      let count = Int.random(in: 0...6, using: &random)
      let stations = (0..<count).map { _ in
        ClosedNetwork.Station(
          demand: .random(in: 0.001...0.2, using: &random), servers: Double(Int.random(in: 1...20, using: &random)))
      }
      let clients = Int.random(in: 1...150, using: &random)
      let think: Double = count == 0 ? 0.1 : [0, 0, 0.01, 3][Int.random(in: 0..<4, using: &random)]
      let logarithms = LogarithmicConstants(stations, delay: think, clients: clients).throughputs
      if let plain = ScaledConstants(stations, delay: think, clients: clients)?.throughputs {
        scaled += 1
        #expect(zip(plain, logarithms).allSatisfy { isClose($0, $1, 1e-8) })
      }
      let bounds = ClosedNetwork(stations, thinkTime: think).bounds(Double(clients))
      let rate = logarithms.last ?? 0
      #expect(bounds.low <= rate * (1 + 1e-9) && rate <= bounds.high * (1 + 1e-9))
    }
    #expect(scaled > 250)
    // Of a thousand servers with a thousand busy the first constant is 10⁻⁴³⁴ of the largest.
    #expect(ScaledConstants([.init(demand: 1, servers: 1000)], delay: 0, clients: 2000) == nil)
  }

  /// The formula for two stations and no thinking, as weights of the ways to spread the requests over them.
  @Test(arguments: [(0.004, 2.0, 0.02, 4.0, 12), (0.01, 1, 0.01, 1, 7), (0.003, 3, 0.05, 10, 40)])
  func twoStations(first: Double, some: Double, second: Double, others: Double, clients: Int) {
    func weight(_ time: Double, _ servers: Double, _ count: Int) -> Double {
      (0..<count).reduce(1) { $0 * time / min(Double($1 + 1), servers) }
    }
    var whole = 0.0
    var rate = 0.0
    for count in 0...clients {
      let share = weight(first, some, count) * weight(second, others, clients - count)
      whole += share
      rate += share * min(Double(count), some) / first
    }
    #expect(isClose(network([first, second], [some, others], 0).throughput(clients), rate / whole))
  }

  @Test func moreClientsNeverGetLessAndNeverMoreThanTheCeiling() {
    let network = network([0.01, 0.03, 0.002], [2, 5, 1], 3)
    let rates = network.throughputs(upTo: 3000)
    for (a, b) in zip(rates, rates.dropFirst()) { #expect(a <= b * (1 + 1e-9)) }
    #expect(isClose(network.ceiling, 500.0 / 3))
    #expect((rates.last ?? 0) <= network.ceiling * (1 + 1e-9))
    #expect(isClose(rates.last ?? 0, network.ceiling, 1e-6))
    #expect(isClose(network.saturation, 3.042 * 500 / 3))
  }

  @Test func edges() {
    #expect(isClose(network([], [], 2).throughput(8), 4))
    #expect(network([], [], 0).throughput(8) == .infinity)
    #expect(isClose(network([0.5], [.infinity], 0).throughput(8), 16))
    #expect(isClose(network([0.5], [1], 0).throughput(8), 2))
    #expect(network([0.5], [1], 0).throughputs(upTo: 0).isEmpty)
  }

  /// Exact rates of two classes; the approximation is within a few per cent.
  @Test(arguments: [
    ([[0.1, 0.05], [0.02, 0.2]], [1.0, 2], [6.0, 4], [4.749761347803851, 1.6653157860686352]),
    ([[0.02, 0.03], [0.05, 0.01]], [0.5, 0], [20, 10], [21.05262626973791, 11.57891994100241]),
  ])
  func severalClasses(demands: [[Double]], think: [Double], clients: [Double], rates: [Double]) {
    let classes = zip(demands, zip(think, clients)).map {
      ClosedClasses.Class(clients: $1.1, thinkTime: $1.0, demands: $0)
    }
    let found = ClosedClasses(classes: classes, servers: [1, 1]).throughputs()
    for (a, b) in zip(found, rates) { #expect(isClose(a, b, 0.05)) }
  }

  @Test func oneClassOfManyClientsReachesTheCeiling() {
    let one = ClosedClasses.Class(clients: 500, thinkTime: 1, demands: [0.01, 0.02])
    #expect(isClose(ClosedClasses(classes: [one], servers: [1, 4]).throughputs()[0], 100, 1e-3))
  }
}

@Suite struct ScalabilityTests {
  /// Schwartz 2015 and usl4j, fitted to 32 measurements of a Cisco benchmark.
  static let cisco = UniversalScalability(contention: 0.0267159, coherency: 7.6909e-4)

  @Test func cisco() {
    #expect(isClose(Self.cisco.peak, 35.573879696594105, 1e-12))
    #expect(isClose(Self.cisco.capacity(1), 1))
    // 995.648 × 20 / (1 + 0.0267159 × 19 + 7.6909e-4 × 380), by hand.
    #expect(isClose(995.648 * Self.cisco.capacity(20), 11_063.638_802_72, 1e-9))
    #expect(Self.cisco.capacity(36) > Self.cisco.capacity(72))
  }

  @Test func theFewestNodesAreThoseThatASearchFinds() {
    for law in [Self.cisco, UniversalScalability(contention: 0.1, coherency: 0), .init(contention: 0, coherency: 0)] {
      let peak = Int(min(1000, law.peak.rounded(.up)))
      for capacity in stride(from: 0.5, through: 30, by: 0.37) {
        let found = (1...peak).first { law.capacity(Double($0)) >= capacity * (1 - 1e-9) }.map(Double.init)
        #expect(law.nodes(for: capacity) == found)
      }
    }
    #expect(Self.cisco.nodes(for: 13) == nil)
  }
}

@Suite struct BatchLineTests {
  /// `Reference/queueing_laws.py`, the chain of M^[b]/M/1.
  @Test(arguments: [(10.0, 8.0, 0.1, 2.75), (3, 5, 0.1, 0.4)])
  func oneServer(batch: Double, arrivals: Double, time: Double, response: Double) {
    #expect(
      isClose(BatchLine(servers: 1, batch: batch, arrivals: arrivals, serviceTime: time).meanResponse, response, 1e-6))
  }

  @Test func aBatchOfOneIsAnOrdinaryLine() {
    let line = BatchLine(servers: 1, batch: 1, arrivals: 8, serviceTime: 0.1)
    #expect(isClose(line.meanWait, QueueLine(servers: 1, arrivals: 8, serviceTime: 0.1).meanWait))
    #expect(BatchLine(servers: 1, batch: 2, arrivals: 10, serviceTime: 0.1).meanResponse == .infinity)
  }
}

@Suite struct MixedStationTests {
  /// With one server clients find it slower by what others take, and others find one more than there are.
  @Test func oneServer() throws {
    let station = try #require(MixedStation(servers: 1, load: 0.4))
    #expect(station.speeds(upTo: 5).allSatisfy { isClose($0, 0.6) })
    // With three clients there, an other one is behind a negative binomial number of others: 4 × 0.4 / 0.6 of them.
    let found = station.found([0, 0, 0, 1])
    #expect(isClose(found.reduce(0, +), 1))
    let mean = found.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    #expect(isClose(mean, 3 + 4 * 0.4 / 0.6, 1e-8))
    let wait = WaitLaw(found: found, servers: 1, serviceTime: 0.01)
    #expect(isClose(wait.mean, 0.01 * mean, 1e-8) && wait.waitingShare > 1 - 1e-9)
  }

  /// Without clients it is M/M/c, and many clients are left what others leave.
  @Test func severalServers() throws {
    let station = try #require(MixedStation(servers: 3, load: 1.8))
    let wait = WaitLaw(found: station.found([1]), servers: 3, serviceTime: 1)
    #expect(isClose(wait.mean, QueueLine(servers: 3, arrivals: 1.8, serviceTime: 1).meanWait, 1e-8))
    #expect(isClose(wait.waitingShare, Erlang.waiting(servers: 3, load: 1.8), 1e-8))
    let speeds = station.speeds(upTo: 10)
    #expect(speeds.count == 4 && isClose(speeds[3], 1.2, 1e-8))
    #expect(zip(speeds, speeds.dropFirst()).allSatisfy { $0 <= $1 * (1 + 1e-9) } && speeds[0] < 1)
    #expect(MixedStation(servers: 3, load: 3) == nil)
  }

  @Test func presenceIsWhatLittlesLawSays() {
    let network = ClosedNetwork(
      [.init(demand: 0.02, servers: 1), .init(demand: 0.05, servers: 3)], thinkTime: 0.1)
    let there = (0..<2).map { index in
      network.presence(at: index, clients: 7).enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    }
    #expect(isClose(there.reduce(0, +) + 0.1 * network.throughput(7), 7))
    #expect(network.presence(at: 0, clients: 0) == [1])
  }
}

@Suite struct ClosedTurnsTests {
  private func classes(_ demands: [[Double]], _ servers: [Double], _ isInTurn: [Bool]) -> ClosedClasses {
    ClosedClasses(
      classes: zip(demands, zip([4.0, 3], [0.05, 0.1])).map {
        ClosedClasses.Class(clients: $1.0, thinkTime: $1.1, demands: $0)
      }, servers: servers, isInTurn: isInTurn)
  }

  /// Where all take equally long, or share the servers, convolution says the same.
  @Test func exactWhereNetworksAre() throws {
    for (demands, isInTurn) in [
      ([[0.01, 0.03], [0.01, 0.03]], [true, true]), ([[0.01, 0.03], [0.05, 0.002]], [false, false]),
    ] {
      let network = classes(demands, [1, 3], isInTurn)
      let turns = try #require(ClosedTurns(network)).throughputs()
      let exact = try #require(ClosedClassNetwork(network)).throughputs()
      #expect(zip(turns, exact).allSatisfy { isClose($0, $1, 1e-8) })
    }
  }

  /// Those that take long hold up the others.
  @Test func turnsAreNotShares() throws {
    let turns = try #require(ClosedTurns(classes([[0.005], [0.05]], [1], [true]))).throughputs()
    let shares = try #require(ClosedTurns(classes([[0.005], [0.05]], [1], [false]))).throughputs()
    #expect(turns[0] < 0.7 * shares[0] && turns[1] > shares[1])
    let approximation = classes([[0.005], [0.05]], [1], [true]).throughputs()
    #expect(zip(turns, approximation).allSatisfy { isClose($0, $1, 0.15) })
  }
}
