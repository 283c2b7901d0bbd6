import Foundation

/// The address of a label that is still to be fetched.
struct LabelLink: Hashable, Sendable {
    /// The address as it was given, with whatever signs it.
    let address: String
    /// The host; empty where the address is none.
    let host: String
    /// What stays the same when the same label is signed anew: the address without its signature.
    let identity: String

    /// A link with this address.
    init(_ address: String) {
        self.address = address
        guard var parts = URLComponents(string: address) else {
            (host, identity) = ("", address)
            return
        }
        host = parts.host?.lowercased() ?? ""
        let kept = parts.queryItems?.filter { !Self.isOfSignature($0.name) } ?? []
        parts.queryItems = kept.isEmpty ? nil : kept
        parts.fragment = nil
        identity = parts.string ?? address
    }

    /// Whether a parameter signs an address, or says how long it holds, at the clouds that keep labels: Amazon's S3 and
    /// CloudFront, Google's, Azure's.
    private static func isOfSignature(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.hasPrefix("x-amz-") || name.hasPrefix("x-goog-") || signing.contains(name)
    }

    private static let signing: Set<String> = [
        "awsaccesskeyid", "signature", "expires", "key-pair-id", "policy", "googleaccessid", "sig", "se", "st", "sp",
        "sv",
        "sr", "spr", "skoid", "sktid", "skt", "ske", "sks", "skv", "token",
    ]
}
