import Diagnostics
import Testing

struct SourceFileTests {
  @Test func positionsCountCodePointsAndNoByteOrderMark() {
    let file = SourceFile(path: "t", bytes: Array("\u{FEFF}é: x\r\nb\rc\n".utf8))
    #expect(file.position(at: 3) == Position(line: 1, column: 1))
    #expect(file.position(at: 5) == Position(line: 1, column: 2))
    #expect(file.position(at: 10) == Position(line: 2, column: 1))
    #expect(file.position(at: 12) == Position(line: 3, column: 1))
    #expect(String(decoding: file.line(0), as: UTF8.self) == "é: x")
    #expect(String(decoding: file.line(1), as: UTF8.self) == "b")
  }
}
