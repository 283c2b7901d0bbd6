public import OMSClient

/// What the engine could not read of the OMS when it began: nothing that is looked for can be said not to exist then.
public struct FirstRound: Sendable {
    /// Why the packages, or some of them, could not be read: an `OMSClientError` or a `StoreError`.
    public internal(set) var packages: (any Error)?
    /// Why there are no reasons for denying, or only those of an earlier run.
    public internal(set) var reasons: OMSClientError?
}
