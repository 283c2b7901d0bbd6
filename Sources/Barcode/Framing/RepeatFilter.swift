/// Detects double reads of one label, and groups the labels of one shot.
public struct RepeatFilter: Equatable, Sendable {
    /// What is known of a frame from those before it.
    public struct Verdict: Equatable, Sendable {
        /// Whether this is the same code again, too soon to be meant: to be ignored visibly.
        public let isRepeat: Bool
        /// The number of the shot; frames less than `shotGap` apart share one.
        public let shot: Int
        /// When no further frame can join the shot: what matched nothing in it can be reported then.
        public let shotEnds: Int64
    }

    /// How soon the same code counts as a double read, in milliseconds; nil where every read counts.
    public var repeatWindow: Int64?
    /// How close two frames of one shot are, in milliseconds.
    public var shotGap: Int64

    private var last: Read?
    private var shot = 0

    private struct Read: Equatable {
        var text: String
        var end: Int64
    }

    /// A filter that has seen no frame.
    public init(repeatWindow: Int64? = 200, shotGap: Int64 = 50) {
        self.repeatWindow = repeatWindow
        self.shotGap = shotGap
    }

    /// Judges the next frame, given by its canonical text and its times in milliseconds.
    ///
    /// Only two reads in a row are a double read: another code between them shows that both are meant. What is typed or
    /// pasted is always meant.
    public mutating func judge(_ text: String, of frame: ScanFrame) -> Verdict {
        guard frame.source == .scanner else {
            last = nil
            shot &+= 1
            return Verdict(isRepeat: false, shot: shot, shotEnds: frame.end)
        }
        let pause = last.map { frame.start &- $0.end }
        let isSame = last.map { $0.text == text } ?? false
        if pause.map({ $0 >= shotGap }) ?? true { shot &+= 1 }
        last = Read(text: text, end: frame.end)

        var isRepeat = false
        if isSame, let pause, let repeatWindow { isRepeat = pause <= repeatWindow }
        return Verdict(isRepeat: isRepeat, shot: shot, shotEnds: frame.end &+ shotGap)
    }
}
