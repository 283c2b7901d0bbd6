/// An error that people can be told of in their language.
public protocol PhrasedError: Error {
    /// What went wrong, and what would help.
    var phrase: Phrase { get }
}

extension Phrase {
    /// What went wrong, in the language of whoever reads it; an error without a phrase in its own words.
    public init(_ error: any Error) {
        self = (error as? any PhrasedError)?.phrase ?? .verbatim("\(error)")
    }
}
