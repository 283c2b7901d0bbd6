import OMS

// Which of several commands of the OMS is meant: asked once, and kept.
extension StationModel {
    /// A command for a package that is not open, of which the OMS offers several: it waits for the answer which is meant.
    struct Undecided: Equatable, Sendable {
        let intent: CommandIntent
        let scan: Scan
        let commands: [PackageCommand]
    }

    /// Asks which of several commands does what is wanted; `intent` is what was wanted of a package that is not open.
    mutating func askWhich(
        _ kind: CommandKind, _ commands: [PackageCommand], of package: Int, _ scan: Scan,
        for intent: CommandIntent? = nil
    ) {
        ask(
            Dialog(
                title: "Which command is meant by “\(kind.word)”?",
                text: [
                    "The OMS offers \(commands.count). The answer is kept; commands.\(kind.settingName) changes it."
                ],
                choices: commands.map { OfferedCommand(command: $0, kind: kind).label }, selected: 0,
                question: .which(kind, commands, package: package, intent), scan: scan, shown: now.uptime),
            .command, about: intent.flatMap { index[$0.package] })
    }

    /// Takes back a command that was not accepted because it is not known which is meant; a program's is refused.
    mutating func take(undecided intent: CommandIntent, _ commands: [PackageCommand], scan number: Int?) {
        let given = number.flatMap { self.given.removeValue(forKey: $0) }
        if let number { unaccepted[number] = nil }
        let scan = Scan(number: number ?? 0, input: given?.input ?? intent.word, isWritten: true)
        guard given?.mayAsk ?? false else {
            let setting = intent.kind.flatMap { CommandChoice.several(commands).setting($0) } ?? ""
            let package = index[intent.package]
            finish(scan, .command, .refused, "\(self.number(of: intent.package)): \(setting)", package: package)
            return
        }
        undecided.append(Undecided(intent: intent, scan: scan, commands: commands))
    }

    /// Asks for the next command that waits for it which is meant, when nothing else is asked; one that is known by now
    /// is run.
    mutating func askWhatIsUndecided() {
        while dialog == nil, form == nil, let next = undecided.first, let kind = next.intent.kind {
            undecided.removeFirst()
            if let known = settings.commands.command(kind, among: next.commands, in: next.intent.source) {
                run(next.intent.listed(as: known), next.scan)
            } else {
                askWhich(kind, next.commands, of: next.intent.package, next.scan, for: next.intent)
            }
        }
    }

    /// Keeps what was chosen, and goes on with it: with what was wanted, or if the package is still the open one.
    mutating func choose(
        _ command: PackageCommand, for kind: CommandKind, of package: Int, _ intent: CommandIntent?, _ scan: Scan
    ) {
        let chosen = ChosenCommand(command)
        settings.commands.chosen[kind] = chosen
        effects.append(.chose(kind, chosen))
        if let intent { return run(intent.listed(as: command), scan) }
        guard bench?.package.id == package else {
            finish(scan, .command, .wrong, "\(number(of: package)) is no longer open: nothing was done.")
            return
        }
        self.command(kind, scan)
    }
}
