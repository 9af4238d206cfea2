/// Why a value a client sent is outside its domain, as a sentence the client may show.
struct InvalidValue: Error, Equatable, CustomStringConvertible {
    let sentence: String

    init(_ sentence: String) { self.sentence = sentence }

    var description: String { sentence }
}
