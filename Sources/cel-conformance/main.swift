import Expressions
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// cel-conformance [--profile core,optional] FILE.json…
//
// Without --profile every profile is run but those that are left out of the library on purpose; their number is said.
let leftOut: Set<String> = ["cel_block", "network_ext", "encoders_ext", "proto", "proto2_ext"]
var files: [String] = []
var profiles: Set<String>?
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
  if argument == "--profile" {
    profiles = Set((arguments.popFirst() ?? "").split(separator: ",").map(String.init))
  } else if argument.hasPrefix("--profile=") {
    profiles = Set(argument.dropFirst("--profile=".count).split(separator: ",").map(String.init))
  } else {
    files.append(argument)
  }
}
guard !files.isEmpty else {
  print("usage: cel-conformance [--profile NAME,…] FILE.json…")
  exit(2)
}

var skipped: [String: Int] = [:]
var tally: [String: (passed: Int, failed: Int)] = [:]
for path in files {
  let file: ConformanceFile
  do {
    file = try ConformanceFile.read(path)
  } catch {
    print("\(path): cannot be read: \(error)")
    exit(2)
  }
  for test in file.tests where profiles?.contains(test.profile) ?? true {
    if profiles == nil, leftOut.contains(test.profile) {
      skipped[test.profile, default: 0] += 1
      continue
    }
    let failure = Runner(test: test).failure()
    if let failure { print("\(test.file)/\(test.section)/\(test.name): \(failure)") }
    tally[test.profile, default: (0, 0)].passed += failure == nil ? 1 : 0
    tally[test.profile, default: (0, 0)].failed += failure == nil ? 0 : 1
  }
}
for profile in tally.keys.sorted() {
  let count = tally[profile] ?? (0, 0)
  print("\(profile): \(count.passed) passed, \(count.failed) failed")
}
for profile in skipped.keys.sorted() { print("\(profile): left out, \(skipped[profile] ?? 0) not run") }
let failed = tally.values.reduce(0) { $0 + $1.failed }
print("\(tally.values.reduce(0) { $0 + $1.passed }) passed, \(failed) failed")
exit(failed == 0 ? 0 : 1)
