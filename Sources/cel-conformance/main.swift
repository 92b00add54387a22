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

var tally = Tally(profiles: profiles)
for path in files {
  let file: ConformanceFile
  do {
    file = try ConformanceFile.read(path)
  } catch {
    print("\(path): cannot be read: \(error)")
    exit(2)
  }
  for test in file.tests where tally.includes(test.profile) {
    let failure = Runner(test: test).failure()
    if let failure { print("\(test.file)/\(test.section)/\(test.name): \(failure)") }
    tally.add(test.profile, hasPassed: failure == nil)
  }
  for test in file.unreadable where tally.includes(test.profile) {
    print("\(test.file)/\(test.section)/\(test.name): the form of the test is not understood")
    tally.add(test.profile, hasPassed: false)
  }
}
tally.lines.forEach { print($0) }
exit(tally.failed == 0 ? 0 : 1)
