import Language
import OMS
import Station

/// What `commands` says of one kind of command, held against what the OMS has: the commands that it offers, and the
/// states of its packages.
struct MarkCheck {
    private let kind: CommandKind
    private let marks: CommandIdentifiers
    private let packages: [Package]
    private let table: CommandTable

    /// A check against a sample of packages; nil where nothing is set for that kind.
    init?(_ kind: CommandKind, _ packages: [Package], _ table: CommandTable) {
        guard let marks = table.marks[kind] else { return nil }
        (self.kind, self.marks, self.packages, self.table) = (kind, marks, packages, table)
    }

    private var setting: String { kind.setting }
    private var subject: String { kind.subject }
    /// The packages with which it can be done.
    private var concerned: [Package] { packages.filter { table.leads(kind, from: $0.state) } }

    /// What is wrong with it, a line each.
    var findings: [Finding] { [states].compactMap(\.self) + (commands.map { [$0] } ?? transitions) }

    // MARK: - States

    private func isGiven(_ state: PackageState) -> Bool { marks.transition(from: state, table.states) != nil }

    /// The states of `by_state` that are nowhere; wrong where a state that is there has none of its own.
    private var states: Finding? {
        let seen = packages.map(\.state).uniqued()
        let unknown = marks.unknownStates(among: seen, table.states)
        guard !unknown.isEmpty else { return nil }
        let missing = concerned.map(\.state).uniqued().filter { !isGiven($0) }
        let known = seen.map(\.name) + PackageState.Kind.allCases.map(\.settingName)
        let words = unknown.map { key in
            let isValue = key.allSatisfy(\.isNumber)
            let near = key.nearest(among: isValue ? seen.compactMap(\.enumValue) : known)
            return near.map { Phrase("program.doctor.perhaps", ["written": key, "near": $0]) } ?? .verbatim("“\(key)”")
        }
        let shown = concerned.isEmpty ? seen : concerned.map(\.state).uniqued()
        let phrase = Phrase(
            "program.doctor.by-state-unknown",
            [
                "setting": setting, "packages": String(packages.count), "states": Phrase.list(words, .comma),
                "there": Self.list(shown.map(\.nameAndValue)),
            ])
        return missing.isEmpty ? .note(subject, phrase) : .wrong(subject, phrase)
    }

    // MARK: - Commands

    /// The commands that the OMS offers where it can be done.
    private var offered: [PackageCommand] { concerned.flatMap(\.commands).uniqued() }

    private var offeredNames: Phrase { Self.list(offered.map(\.nameAndTransition).uniqued()) }

    /// That nothing of it, or not all of it, fits a command that the OMS offers; nil where all fits, or nothing is offered.
    private var commands: Finding? {
        guard !offered.isEmpty else { return nil }
        let everything = packages.flatMap(\.commands)
        if marks.fitsNone(of: everything) {
            let written = marks.unfit(among: []) + marks.byState.values.sorted().map(String.init)
            return .wrong(
                subject,
                Phrase(
                    "program.doctor.marks-fit-none",
                    ["setting": setting, "written": written.joined(separator: ", "), "offered": offeredNames]))
        }
        let unfit = marks.unfit(among: everything)
        guard !unfit.isEmpty else { return nil }
        return .note(
            subject,
            Phrase(
                "program.doctor.marks-fit-not-all",
                [
                    "setting": setting, "written": unfit.joined(separator: ", "), "packages": String(packages.count),
                    "offered": offeredNames,
                ]))
    }

    /// The transitions of `by_state` that packages in that state do not offer.
    private var transitions: [Finding] {
        concerned.map(\.state).uniqued().compactMap { state in
            let there = concerned.filter { $0.state == state }.flatMap(\.commands).uniqued()
            guard let transition = marks.transition(from: state, table.states), !there.isEmpty,
                !there.contains(where: { $0.transition == transition })
            else { return nil }
            return .wrong(
                subject,
                Phrase(
                    "program.doctor.by-state-not-offered",
                    [
                        "setting": setting, "transition": String(transition), "state": state.name,
                        "there": Self.list(there.map(\.nameAndTransition)),
                    ]))
        }
    }

    /// A list of what there is, cut where it grows long.
    private static func list(_ words: [String]) -> Phrase {
        let more = words.count > 10 ? Phrase("program.doctor.more", ["count": words.count - 10]) : nil
        return .list(words.prefix(10).map { .verbatim($0) } + [more], .comma)
    }
}
