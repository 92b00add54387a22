/// The events of one structure function, numbered in the order in which its diagram asks them, with their chances at one
/// end of what is known.
struct EventTable: Sendable {
  private(set) var events: [FailureEvent] = []
  private(set) var chances: [Double] = []
  private var numbers: [FailureEvent: Int] = [:]

  /// The number of an event; its chance is asked for the first time only.
  mutating func number(_ event: FailureEvent, chance: () -> Double) -> Int {
    if let known = numbers[event] { return known }
    let number = events.count
    numbers[event] = number
    events.append(event)
    chances.append(chance())
    return number
  }

  subscript(event: FailureEvent) -> Int? { numbers[event] }
}
