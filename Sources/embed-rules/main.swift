// Writes the files of `rules/` into one Swift file: `embed-rules OUTPUT ROOT FILE…`.
//
// String literals, because byte arrays of this size take the compiler minutes. Nothing is checked here: a plugin's tools
// are built again for the host, so whatever they link is compiled twice. The tests check the rules.
import Foundation

let arguments = CommandLine.arguments
guard arguments.count >= 3 else {
  FileHandle.standardError.write(Data("usage: embed-rules OUTPUT ROOT FILE…\n".utf8))
  exit(2)
}
let root = arguments[2].hasSuffix("/") ? arguments[2] : arguments[2] + "/"

/// A raw string literal whose number of `#` cannot be ended or escaped by anything in the text.
func literal(_ text: String) -> String {
  var fence = "#"
  while text.contains("\"\"\"" + fence) || text.contains("\\" + fence) { fence += "#" }
  return "\(fence)\"\"\"\n\(text)\n\"\"\"\(fence)"
}

var output =
  "/// The files of `rules/`, sorted by path.\nlet embeddedFiles: [(path: StaticString, text: StaticString)] = [\n"
for path in arguments.dropFirst(3).sorted() {
  let text = try String(contentsOfFile: path, encoding: .utf8)
  let name = path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
  output += "(\n\"\(name)\",\n\(literal(text))\n),\n"
}
output += "]\n"
try output.write(toFile: arguments[1], atomically: true, encoding: .utf8)
