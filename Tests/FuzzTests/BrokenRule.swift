/// A rule that an input breaks.
struct BrokenRule: Error, CustomStringConvertible {
    /// What is not as it must be.
    let description: String
}

/// Throws where a rule does not hold.
func require(_ isSo: Bool, _ rule: @autoclosure () -> String) throws(BrokenRule) {
    guard isSo else { throw BrokenRule(description: rule()) }
}
