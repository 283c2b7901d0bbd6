/// The vocabulary of the order management system, as values.
///
/// This target knows what a package, an item, a state, a command, a transition log, an invoice, a denial reason and a
/// webhook event are, how the OMS writes them as JSON, which endpoints there are (`Endpoint`), how each is asked
/// (`Request`) and which filters they take. It reads tolerantly: an object may be null or missing, a state may be an
/// object or a bare string, an id may be `id` or `pk`, and an unknown field never breaks anything, because the raw JSON
/// is kept.
///
/// It must not know how an answer came here (`OMSClient`), where it is kept (`StationStore`) or what it looks like on a
/// screen (`StationTerminal`). It does no I/O and asks no clock.
public enum OMS {
    /// The path under which every installation serves the packages module, for messages that explain a base URL.
    ///
    /// Source: public pages of the same API; the base URL itself is configured whole.
    public static let exampleBaseURL = "https://{customer}-oms.akinon.net/api/v1/oms"
}
