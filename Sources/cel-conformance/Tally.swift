/// Counts of passed and failed tests by profile.
struct Tally {
  private var counts: [String: (passed: Int, failed: Int)] = [:]
  private var leftOut: [String: Int] = [:]
  /// The profiles to run; `nil` for all that the library means to cover.
  let profiles: Set<String>?
  /// Profiles that are run only when named.
  static let uncovered: Set<String> = ["cel_block", "network_ext", "encoders_ext", "proto", "proto2_ext"]

  init(profiles: Set<String>?) { self.profiles = profiles }

  /// Whether a test of the profile is to be run; those left out unasked are counted.
  mutating func includes(_ profile: String) -> Bool {
    if let profiles { return profiles.contains(profile) }
    guard Self.uncovered.contains(profile) else { return true }
    leftOut[profile, default: 0] += 1
    return false
  }

  /// Counts a test.
  mutating func add(_ profile: String, hasPassed: Bool) {
    counts[profile, default: (0, 0)].passed += hasPassed ? 1 : 0
    counts[profile, default: (0, 0)].failed += hasPassed ? 0 : 1
  }

  /// The number of failed tests.
  var failed: Int { counts.values.reduce(0) { $0 + $1.failed } }

  /// A line for each profile, then one for all.
  var lines: [String] {
    let ran = counts.keys.sorted().map { profile in
      let count = counts[profile] ?? (0, 0)
      return "\(profile): \(count.passed) passed, \(count.failed) failed"
    }
    let skipped = leftOut.keys.sorted().map { "\($0): left out, \(leftOut[$0] ?? 0) not run" }
    let passed = counts.values.reduce(0) { $0 + $1.passed }
    return ran + skipped + ["\(passed) passed, \(failed) failed"]
  }
}
