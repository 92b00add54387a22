import Expressions

/// One signature of a function that a test declares.
///
/// The sample holds none and its description does not name the fields, so both the names of the language's protocol
/// buffers (`result_type`) and their short forms (`result`) are read.
struct OverloadDeclaration: Decodable {
  var parameters: [String]
  var result: String
  var isMember: Bool

  enum CodingKeys: String, CodingKey {
    case params, parameters, result
    case resultType = "result_type"
    case isInstanceFunction = "is_instance_function"
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    parameters =
      try fields.decodeIfPresent([String].self, forKey: .params)
      ?? fields.decodeIfPresent([String].self, forKey: .parameters) ?? []
    result =
      try fields.decodeIfPresent(String.self, forKey: .resultType)
      ?? fields.decodeIfPresent(String.self, forKey: .result) ?? "dyn"
    isMember = try fields.decodeIfPresent(Bool.self, forKey: .isInstanceFunction) ?? false
  }
}

extension ConformanceTest.Declaration {
  /// The declared function, one for each signature; no test calls it, so it has no number.
  var functions: [Function] {
    (overloads ?? []).map { overload in
      let types = overload.parameters.map { TypeText.parse($0) ?? .dyn }
      return Function(
        name, receiver: overload.isMember ? types.first : nil,
        parameters: overload.isMember ? Array(types.dropFirst()) : types,
        result: TypeText.parse(overload.result) ?? .dyn,
        handle: 0)
    }
  }
}
