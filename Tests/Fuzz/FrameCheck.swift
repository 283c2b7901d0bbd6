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
    func run(_ bytes: ArraySlice<UInt8>) {
        var check = self
        for byte in bytes {
            switch byte {
            case 0xF5: check.press(.enter)
            case 0xF6: check.press(.editing(1))
            case 0xF7: check.press(.other(2))
            case 0xF8: check.press(.pasteBegin)
            case 0xF9: check.press(.pasteEnd)
            case 0xFA...0xFF: check.wait([1, 20, 60, 150, 1_100, 2_000][Int(byte - 0xFA)])
            default: check.type(byte)
            }
        }
        check.wait(5_000)
        check.wait(5_000)
        require(check.framer.deadline == nil, "a timer goes on for ever")
    }

    private mutating func type(_ byte: UInt8) {
        var scalars: [Unicode.Scalar] = []
        assembler.feed(byte, into: &scalars)
        for scalar in scalars { press(.scalar(scalar)) }
    }

    private mutating func press(_ input: ScanFramer<Int>.Input) {
        now += 2
        var tokens: [ScanFramer<Int>.Token] = []
        framer.feed(input, at: now, into: &tokens)
        act(on: tokens)
    }

    private mutating func wait(_ milliseconds: Int64) {
        now += milliseconds
        act(on: framer.timeout(at: now))
        if let deadline = framer.deadline { require(deadline > now, "a timer stands still") }
    }

    private mutating func act(on tokens: [ScanFramer<Int>.Token]) {
        for token in tokens {
            switch token {
            case .text: field += 1
            case .enter, .tab, .escape: field = 0
            case .key(1): field = max(0, field - 1)
            case .frame(let frame):
                takeBack(frame.inserted)
                require(!frame.text.isEmpty, "an empty frame")
                require(frame.text.unicodeScalars.count <= longest, "a frame longer than allowed")
                require(frame.start <= frame.end && frame.end <= now, "a frame from another time")
                _ = CodeReader.read(frame.text)
            case .fault(let error, let text, let inserted):
                takeBack(inserted)
                require(text.unicodeScalars.count <= longest, "a fault longer than a frame may be")
                require(error.code == .frameTooLong || error.code == .frameInterrupted, "\(error)")
            case .alt, .control, .key, .missingTerminator: break
            }
        }
    }

    private mutating func takeBack(_ inserted: Int) {
        require(inserted >= 0 && inserted <= field, "\(inserted) characters taken out of \(field)")
        field -= inserted
    }
}
