import OMS

/// What may make a label wanted.
enum PackageNews: Sendable {
    /// The mirror has other packages than before.
    case changed([Int])
    /// A command of this bench packed a package.
    case packed(Int, at: Timestamp)
    /// A person wants the label as it is now.
    case asked(Int)
}
