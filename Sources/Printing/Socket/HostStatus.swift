/// The answer to `~HS`: how a ZPL printer is, in three lines.
///
/// Source: Zebra, "ZPL II Programming Guide", `~HS`.
public struct HostStatus: Equatable, Sendable {
    /// There is no paper.
    public var isPaperOut = false
    /// Somebody paused it, or it paused itself.
    public var isPaused = false
    /// The head is open.
    public var isHeadOpen = false
    /// There is no ribbon.
    public var isRibbonOut = false
    /// Its buffer takes no more.
    public var isBufferFull = false
    /// A label has begun and its end has not come.
    public var isPartial = false
    /// The head is too hot.
    public var isOverheated = false
    /// A printed label waits to be peeled off.
    public var isLabelWaiting = false
    /// How many labels are in its buffer and were not begun.
    public var formats = 0
    /// How many labels are left of the batch that is printed.
    public var labelsLeft = 0

    /// What asks for it.
    public static let question = "~HS\r\n"

    /// A printer that is well.
    public init() {}

    /// Reads an answer, whatever came before it; nil where it is not there whole.
    public init?(_ answer: [UInt8]) {
        // The last three lines: an earlier answer may have come late.
        let lines = Array(Self.lines(of: answer).suffix(3))
        guard lines.count == 3, lines[0].count >= 8, lines[1].count >= 9 else { return nil }
        let (first, second) = (lines[0], lines[1])
        isPaperOut = first[1] == "1"
        isPaused = first[2] == "1"
        formats = Self.count(first[4])
        isBufferFull = first[5] == "1"
        isPartial = first[7] == "1"
        isOverheated = first.count > 11 && first[11] == "1"
        isHeadOpen = second[2] == "1"
        isRibbonOut = second[3] == "1"
        isLabelWaiting = second[7] == "1"
        labelsLeft = Self.count(second[8])
    }

    /// A number of eight digits at most, as the manual has them; anything else is none.
    private static func count(_ text: some StringProtocol) -> Int {
        Int(text).flatMap { (0...99_999_999).contains($0) ? $0 : nil } ?? 0
    }

    /// What a person has to do something about, the cause before the pause that follows from it.
    public var troubles: [PrinterTrouble] {
        let all: [(Bool, PrinterTrouble)] = [
            (isHeadOpen, .headOpen), (isPaperOut, .paperOut), (isRibbonOut, .ribbonOut), (isOverheated, .overheated),
            (isPaused, .paused),
        ]
        return all.compactMap { $0 ? $1 : nil }
    }

    /// Whether nothing is left to print.
    public var isEmpty: Bool { formats == 0 && labelsLeft == 0 && !isPartial }

    /// The answer that says this.
    public var answer: String {
        func flag(_ isSet: Bool) -> String { isSet ? "1" : "0" }
        func number(_ value: Int, _ digits: Int) -> String {
            let text = String(min(max(value, 0), digits == 3 ? 999 : 99_999_999))
            return String(repeating: "0", count: digits - text.count) + text
        }
        let first = [
            "030", flag(isPaperOut), flag(isPaused), "1245", number(formats, 3), flag(isBufferFull), "0",
            flag(isPartial), "000", "0", "0", flag(isOverheated),
        ]
        let second = [
            "000", "0", flag(isHeadOpen), flag(isRibbonOut), "1", "2", "4", flag(isLabelWaiting),
            number(labelsLeft, 8), "1", "000",
        ]
        return [first, second, ["1234", "0"]].map { "\u{2}\($0.joined(separator: ","))\u{3}\r\n" }.joined()
    }

    /// What stands between STX and ETX, as its parts between commas.
    private static func lines(of answer: [UInt8]) -> [[String]] {
        answer.split(separator: 2, omittingEmptySubsequences: false).dropFirst().compactMap { line in
            guard let end = line.firstIndex(of: 3) else { return nil }
            return String(decoding: line[..<end], as: UTF8.self)
                .split(separator: ",", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
        }
    }
}
