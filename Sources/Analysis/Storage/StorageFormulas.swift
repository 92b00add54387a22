/// How much is kept.
extension Formula {
  static let storedData = Formula("sum over the data sets of size × copies", source: "the language")
  static let storedMessages = Formula(
    "messages over time × size × retention × copies, at most the largest number of messages",
    source: "Little's law")
  static let storageGrowth = Formula("bytes × ((1 + growth)^(1 day) − 1)", source: "compound growth")
  static let storageAtHorizon = Formula("bytes × (1 + growth)^months", source: "compound growth")
  static let storageUtilization = Formula("bytes of one copy of one partition / size", source: "the language")
  static let storageRunway = Formula(
    "the months n with sum of bytes × (1 + growth)^n = size; of one data set ln(size / bytes) / ln(1 + growth)",
    source: "compound growth, months of 30.4375 days")
}
