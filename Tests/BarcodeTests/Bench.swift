import Barcode

/// A field at a packing bench: what it shows, and what came out of the framer, driven by keys with times.
struct Bench {
    var framer: ScanFramer<Int>
    var now: Int64 = 1_000
    /// What the field holds, the cursor at its end.
    var field: [Unicode.Scalar] = []
    /// What came out, without the text that went into the field.
    var events: [ScanFramer<Int>.Token] = []

    init(_ change: (inout ScanFramerSettings) -> Void = { _ in }) {
        var settings = ScanFramerSettings()
        change(&settings)
        framer = ScanFramer<Int>(settings: settings)
    }

    var shown: String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: field)
        return String(text)
    }

    var frames: [ScanFrame] {
        events.compactMap { if case .frame(let frame) = $0 { frame } else { nil } }
    }

    var texts: [String] { frames.map(\.text) }

    /// Sends characters, each `gap` milliseconds after the one before.
    mutating func send(_ text: String, gap: Int64) {
        for scalar in text.unicodeScalars {
            now += gap
            press(.scalar(scalar))
        }
    }

    mutating func scan(_ text: String) { send(text, gap: 2) }
    mutating func type(_ text: String) { send(text, gap: 180) }

    mutating func press(_ input: ScanFramer<Int>.Input) {
        var tokens: [ScanFramer<Int>.Token] = []
        framer.feed(input, at: now, into: &tokens)
        act(on: tokens)
    }

    /// Lets time go by, with a timer that is late by nothing.
    mutating func wait(_ milliseconds: Int64) {
        let end = now + milliseconds
        while let deadline = framer.deadline, deadline <= end {
            now = max(now, deadline)
            act(on: framer.timeout(at: now))
        }
        now = end
    }

    mutating func act(on tokens: [ScanFramer<Int>.Token]) {
        for token in tokens {
            switch token {
            case .text(let scalar): field.append(scalar)
            case .frame(let frame):
                field.removeLast(min(field.count, frame.inserted))
                events.append(token)
            case .fault(_, _, let inserted):
                field.removeLast(min(field.count, inserted))
                events.append(token)
            default: events.append(token)
            }
        }
    }
}
