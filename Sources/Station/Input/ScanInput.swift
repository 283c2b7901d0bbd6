import Barcode

/// From keys to scans: frames what the scanner types, numbers it, reads its code and notices double reads.
struct ScanInput: Equatable, Sendable {
    /// How codes are read; the layout can change while the station runs.
    private(set) var codes: CodeReader.Settings
    private var framer: ScanFramer<FunctionKey>
    private var repeats: RepeatFilter
    /// The number of the last scan.
    private var count = 0

    /// What a run of keys came to.
    typealias Token = ScanFramer<FunctionKey>.Token

    /// Ctrl-C and Ctrl-Z, by which people leave other programs: they are no scan, and do nothing here but say so.
    static let interrupt: Unicode.Scalar = "\u{3}"
    private static let suspend: Unicode.Scalar = "\u{1A}"

    init(settings: StationSettings) {
        codes = settings.codes
        var scanner = settings.scanner
        scanner.controlKeys = Set(settings.controlKeys.keys).union([Self.interrupt, Self.suspend])
        framer = ScanFramer(settings: scanner)
        repeats = RepeatFilter(repeatWindow: settings.repeatWindow)
    }

    /// When `timeout` is to be called if no key comes before; nil while nothing waits.
    var deadline: Int64? { framer.deadline }

    /// Takes keys that came at a time, and gives what they mean.
    mutating func feed(_ keys: [KeyInput], at time: Int64) -> [Token] {
        var tokens: [Token] = []
        for key in keys {
            guard let input = key.framerInput else { continue }
            framer.feed(input, at: time, into: &tokens)
        }
        return tokens
    }

    /// Gives what the passing of time has ended.
    mutating func timeout(at time: Int64) -> [Token] { framer.timeout(at: time) }

    /// Forgets the line so far: its field was cleared.
    mutating func discardLine() { framer.discardLine() }

    /// A text, read as a code.
    func read(_ text: String) -> CodeReading { CodeReading(text, codes) }

    /// The next scan, from there.
    mutating func nextScan(_ code: CodeReading, from source: Scan.Source) -> Scan {
        count += 1
        return Scan(number: count, code: code, source: source)
    }

    /// A line of a program, which brings its number with it.
    mutating func scan(_ text: String, ofProgramLine number: Int) -> Scan {
        count = max(count, number)
        return Scan(number: number, code: read(text), source: .program)
    }

    /// Whether a frame is a double read, and which shot it belongs to.
    mutating func judge(_ code: CodeReading, of frame: ScanFrame) -> RepeatFilter.Verdict {
        repeats.judge(code.keys.first ?? "", of: frame)
    }

    /// Reads codes through another keyboard layout from now on.
    mutating func use(_ layout: KeyboardLayout) { codes.layout = layout }
}

/// A key that is no character: it edits the field, or has a function.
enum FunctionKey: Equatable, Sendable {
    case edit(EditKey)
    case command(StationCommand.ID)
}

extension KeyInput {
    fileprivate var framerInput: ScanFramer<FunctionKey>.Input? {
        switch self {
        case .character(let scalar): .scalar(scalar)
        case .enter: .enter
        case .edit(let key): .editing(.edit(key))
        case .command(let command): .other(.command(command))
        case .pasteBegin: .pasteBegin
        case .pasteEnd: .pasteEnd
        case .unknown: nil
        }
    }
}
