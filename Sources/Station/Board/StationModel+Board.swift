import Language
import OMS

/// The board of the day, and what the boards of other benches are told.
struct BoardState: Equatable, Sendable {
    /// What is shown; nil before anything was counted.
    var board: Board?
    /// When the counts were asked for last; nil where they were not since the board was opened.
    var asked: Int64?
    /// What the other benches were told last.
    var told = BenchNeeds()
}

// The board is counted while it is shown, and at no other time.
extension StationModel {
    /// How the day stands, where the board is shown; nil before it was counted.
    public var board: Board? { boardState.board }

    /// Changes are counted together for so long, in milliseconds; the minute brings what came last.
    private static let boardPause: Int64 = 10_000

    /// Opens the board, or goes back from it.
    mutating func toggleBoard() {
        screen.togglePage(.board)
        if page == .board { askForCounts() }
    }

    private mutating func askForCounts() {
        boardState.asked = now.uptime
        effects.append(.countBoard)
    }

    /// Has the counts read again where an event may have changed them.
    mutating func refreshBoard(after event: StationEvent) {
        guard page == .board else { return }
        switch event {
        case .minute: askForCounts()
        case .mirror, .changed, .holders, .outbox, .printer, .sharing:
            if let asked = boardState.asked, now.uptime &- asked < Self.boardPause { return }
            askForCounts()
        default: break
        }
    }

    /// Takes what was counted, and looks which packages are left.
    mutating func show(_ counts: BoardCounts) {
        let due = index.slots { $0.kind.isToPack }.compactMap { index[slot: $0]?.due }
        boardState.board = Board(due: due, counts, at: now.wall, in: settings.zone)
    }

    /// What this bench needs of people.
    public var needs: BenchNeeds {
        BenchNeeds(
            attention: attentionCount + labelAttentionCount,
            printers: printerTroubles.map { Phrase("screen.printer", ["printer": $0.printer, "why": $0.why]) })
    }

    /// Tells the boards of the other benches what this one needs, whenever that has changed.
    mutating func tellNeeds() {
        guard sharingState.isOn else { return }
        let needs = needs
        guard needs != boardState.told else { return }
        boardState.told = needs
        effects.append(.needs(needs))
    }

    /// Keys of a screen that is nothing but the board: it is scrolled and left.
    mutating func handleBoardKeys(_ keys: [KeyInput]) {
        for key in keys {
            switch key {
            case .command(.quit), .character("q"), .character("\u{03}"): quit()
            case .command(let command) where [.up, .down, .pageUp, .pageDown, .first, .last].contains(command):
                perform(command)
            default: break
            }
        }
    }
}
