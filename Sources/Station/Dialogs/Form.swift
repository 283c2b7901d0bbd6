public import Language
import OMS

/// A form to fill in, a row a field; what is given leads to a question before anything is sent.
public struct Form: Equatable, Sendable {
    /// What it is for.
    public let heading: FormTitle
    /// Its rows.
    public internal(set) var fields: [FormField]
    /// The row that the cursor is in.
    public internal(set) var position = 0
    /// What is wrong with what was given; nil while nothing is known to be.
    public internal(set) var problem: Message?
    /// What is done with it.
    let purpose: Purpose
    /// The scan that asked for it.
    let scan: Scan
    /// The package that it is about; nil where it is about none.
    let package: Int?

    /// What is done with what is filled in.
    enum Purpose: Equatable {
        /// It is sent along with a command of the OMS.
        case command(OfferedCommand)
        /// It is set as a fact of the package.
        case fact(FactOffer)
        /// The OMS is asked for the packages that fit.
        case inquiry
    }

    init(_ heading: FormTitle, _ fields: [FormField], _ purpose: Purpose, _ scan: Scan, package: Int? = nil) {
        self.heading = heading
        self.fields = fields
        self.purpose = purpose
        self.scan = scan
        self.package = package
    }

    /// What it is for, in a few words.
    public var title: Phrase { heading.phrase }

    /// What is wrong with what was given, in a sentence; nil while nothing is known to be.
    public var complaint: Phrase? { problem?.phrase }

    /// How it is filled in.
    public enum Hint: Equatable, Sendable {
        /// Items of the package are chosen.
        case items
        /// Values are given, and a question comes before they are sent.
        case values
        /// Conditions are given, and the OMS is asked at once.
        case query
    }

    /// How the row with the cursor is filled in.
    var help: Hint { fields[position].takesItems ? .items : purpose == .inquiry ? .query : .values }

    /// How it is filled in, in a line.
    public var hint: Phrase { help.phrase }

    /// The row that the cursor is in.
    var current: FormField {
        get { fields[position] }
        set {
            fields[position] = newValue
            problem = nil
        }
    }

    /// Whether Enter does what the form is for, and does not go to the next row.
    var isAtEnd: Bool { position == fields.count - 1 || purpose == .inquiry }

    /// Offers in its rows what packages have.
    mutating func offer(_ values: FilterValues) {
        for index in fields.indices { fields[index].offer(values) }
    }

    /// Whether what packages have can be offered in one of its rows.
    var takesOffers: Bool { fields.contains { $0.offersOf != nil } }

    /// Moves the cursor by rows, as far as they go.
    mutating func move(by rows: Int) {
        position = min(max(0, position &+ rows), fields.count - 1)
    }

    /// Goes to the first row with something wrong, and says what; false when there is none.
    mutating func complain() -> Bool {
        guard let wrong = fields.indices.first(where: { fields[$0].problem != nil }) else { return false }
        position = wrong
        problem = fields[wrong].problem.map(Message.question)
        return true
    }
}
