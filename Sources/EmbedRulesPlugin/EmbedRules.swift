import Foundation
import PackagePlugin

/// Embeds `rules/` in the binary, so that one file is the whole tool.
@main
struct EmbedRules: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL.appending(path: "rules")
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedRules.swift")
    let (files, folders) = try contents(of: root)
    let generator = try context.tool(named: "embed-rules").url
    return [
      .buildCommand(
        displayName: "Embedding rules", executable: generator,
        arguments: [output.path, root.path] + files.map(\.path),
        // Files for edits, folders for what is added or removed.
        inputFiles: files + folders, outputFiles: [output])
    ]
  }

  private func contents(of root: URL) throws -> (files: [URL], folders: [URL]) {
    var files: [URL] = []
    var folders = [root]
    let walker = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.isDirectoryKey])
    while let url = walker?.nextObject() as? URL {
      if try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true {
        folders.append(url)
      } else if url.pathExtension == "yaml" {
        files.append(url)
      }
    }
    return (files.sorted { $0.path < $1.path }, folders.sorted { $0.path < $1.path })
  }
}
