/// The words of the language. Each file of this folder holds the fields of one entity, as data.
public enum Vocabulary {}

// Short spellings, so that a row of the table stays a line.
extension FieldType {
  static let duration = FieldType.quantity(.duration, .nonNegative)
  static let rate = FieldType.quantity(.rate, .nonNegative)
  static let size = FieldType.quantity(.size, .nonNegative)
  static let share = FieldType.quantity(.fraction, .share)
  static let growth = FieldType.quantity(.growth, .any)
  static let count = FieldType.integer(minimum: 0, unlimited: false)
  static let positiveCount = FieldType.integer(minimum: 1, unlimited: false)
  static let limit = FieldType.integer(minimum: 1, unlimited: true)
  static let names = FieldType.list(.text)
  static let component = FieldType.reference(.component)
}
