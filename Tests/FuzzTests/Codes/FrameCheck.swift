import Barcode

/// What must hold for any keys at any times: nothing is lost, nothing is taken twice, and no timer stands still.
struct FrameCheck {
    private var framer: ScanFramer<Int>
    private var assembler = UTF8Assembler()
    private var now: Int64 = 0
    /// How many characters the field holds that the framer writes into.
    private var field = 0
    private let longest: Int

    init(settings: ScanFramerSettings) {
        framer = ScanFramer<Int>(settings: settings)
        longest = settings.maximumLength
    }

    /// Takes bytes as keys; some bytes beyond ASCII stand for other keys and for time that goes by.
    func run(_ bytes: ArraySlice<UInt8>) throws(BrokenRule) {
        var check = self
        for byte in bytes {
            switch byte {
            case 0xF5: try check.press(.enter)
            case 0xF6: try check.press(.editing(1))
            case 0xF7: try check.press(.other(2))
            case 0xF8: try check.press(.pasteBegin)
            case 0xF9: try check.press(.pasteEnd)
            case 0xFA...0xFF: try check.wait([1, 20, 60, 150, 1_100, 2_000][Int(byte - 0xFA)])
            default: try check.type(byte)
            }
        }
        try check.wait(5_000)
        try check.wait(5_000)
        try require(check.framer.deadline == nil, "a timer goes on for ever")
    }

    private mutating func type(_ byte: UInt8) throws(BrokenRule) {
        var scalars: [Unicode.Scalar] = []
        assembler.feed(byte, into: &scalars)
        for scalar in scalars { try press(.scalar(scalar)) }
    }

    private mutating func press(_ input: ScanFramer<Int>.Input) throws(BrokenRule) {
        now += 2
        var tokens: [ScanFramer<Int>.Token] = []
        framer.feed(input, at: now, into: &tokens)
        try act(on: tokens)
    }

    private mutating func wait(_ milliseconds: Int64) throws(BrokenRule) {
        now += milliseconds
        try act(on: framer.timeout(at: now))
        if let deadline = framer.deadline { try require(deadline > now, "a timer stands still") }
    }

    private mutating func act(on tokens: [ScanFramer<Int>.Token]) throws(BrokenRule) {
        for token in tokens {
            switch token {
            case .text: field += 1
            case .enter, .tab, .escape: field = 0
            case .key(1): field = max(0, field - 1)
            case .frame(let frame):
                try takeBack(frame.inserted)
                try require(!frame.text.isEmpty, "an empty frame")
                try require(frame.text.unicodeScalars.count <= longest, "a frame longer than allowed")
                try require(frame.start <= frame.end && frame.end <= now, "a frame from another time")
                _ = CodeReader.read(frame.text)
            case .fault(let error, let text, let inserted):
                try takeBack(inserted)
                try require(text.unicodeScalars.count <= longest, "a fault longer than a frame may be")
                try require(error.code == .frameTooLong || error.code == .frameInterrupted, "\(error)")
            case .alt, .control, .key, .missingTerminator: break
            }
        }
    }

    private mutating func takeBack(_ inserted: Int) throws(BrokenRule) {
        try require(inserted >= 0 && inserted <= field, "\(inserted) characters taken out of \(field)")
        field -= inserted
    }
}
