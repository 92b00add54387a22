import Frontends
import Testing

@Test("docs/reference.md is generated from the schema table")
func referencePage() throws { try Repository.expectUpToDate("docs/reference.md", ReferencePage.markdown()) }

@Test("docs/topology-v1.json is generated from the schema table")
func jsonSchema() throws {
  try Repository.expectUpToDate("docs/\(NativeJSONSchema.fileName)", NativeJSONSchema.text())
}
