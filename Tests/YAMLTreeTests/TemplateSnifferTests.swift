import Diagnostics
import Testing
import YAMLTree

struct TemplateSnifferTests {
  private func opening(_ text: String) -> String? {
    let file = SourceFile(path: "t.yaml", bytes: Array(text.utf8))
    return TemplateSniffer.looksLikeTemplate(file, id: FileID(rawValue: 0)).map { span in
      let position = file.position(at: span.start)
      return "\(position.line):\(position.column) \(file.text(of: span))"
    }
  }

  @Test(arguments: [
    ("a: {{ .Values.x }}\n", "1:4 {{"),
    ("{{- if x }}\na: 1\n{{- end }}\n", "1:1 {{"),
    ("a: http://{{host}}/\n", "1:11 {{"),
    ("a: 1\n{% for x in y %}\n", "2:1 {%"),
    ("a: ${{ inputs.x }}\n", "1:4 ${{"),
    ("a: <%= x %>\n", "1:4 <%"),
    ("a: it's\nb: {{ x }}\n", "2:4 {{"),
    ("a: |\n  text {{ x }}\nb: {{ y }}\n", "3:4 {{"),
    ("- k: |\n    {{ a }}\n  l: {{ y }}\n", "3:6 {{"),
    ("- |\n {{ a }}\n- {{ y }}\n", "3:3 {{"),
    ("a: 'x'\nb: \"y\\\"\" \nc: {{z}}\n", "3:4 {{"),
  ])
  func templates(text: String, expected: String) {
    #expect(opening(text) == expected)
  }

  @Test(arguments: [
    "a: 1\n", "a: {b: {c: 1}}\n", "a: '{{ x }}'\n", "a: \"x {{ y\n  }} z\"\n", "a: |\n  {{ x }}\n\n  {% y %}\nb: 1\n",
    "# {{ x }}\na: 1 # {{ y }}\n", "- >-\n  {{ x }}\n- b\n", "a: 'it''s {{ x }}'\n", "a: [ '{{x}}', \"{{y}}\"]\n",
    "a: |2-  # c\n    {{ x }}\n", "a: \"{{ x", "a: ${x}\n", "a:|\n",
  ])
  func noTemplates(text: String) {
    #expect(opening(text) == nil)
  }
}
