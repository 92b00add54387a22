#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Whether two texts are the same bytes.
@inline(__always)
func equalBytes(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
  guard a.count == b.count else { return false }
  guard let first = a.baseAddress, let second = b.baseAddress else { return true }
  return memcmp(first, second, a.count) == 0
}

/// The offset of the first occurrence of `needle` from `start` on.
func findBytes(_ needle: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
  guard let base = bytes.baseAddress, let first = needle.first else { return nil }
  var place = start
  while place + needle.count <= bytes.count {
    guard let hit = memchr(base + place, Int32(first), bytes.count - place - needle.count + 1) else { return nil }
    place = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(hit))
    if memcmp(hit, needle, needle.count) == 0 { return place }
    place += 1
  }
  return nil
}
