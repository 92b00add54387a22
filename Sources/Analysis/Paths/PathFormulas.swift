/// Figures along paths.
extension Formula {
  static let worstTime = Formula(
    "own service time + sum over the calls that are waited for of visits × longest call, the longest of parallel ones",
    source: "the language")
  static let worstCallTime = Formula(
    "the lesser of attempts × timeout + waits between them and the deadline; without a timeout, what the callee can take",
    source: "the language")
  static let retryWait = Formula(
    "sum of the waits between attempts: initial × (1, 2, 4, …) up to the longest",
    source: "the language")
  static let pathAttempts = Formula(
    "the largest product of attempts along a path of calls that are waited for",
    source: "Google SRE book, chapter 22 (2016)")
}
