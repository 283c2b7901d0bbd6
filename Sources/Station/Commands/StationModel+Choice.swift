import OMS

// Which of several commands of the OMS is meant: asked once, and kept.
extension StationModel {
    /// Asks which of several commands does what is wanted; `intent` is what was wanted of a package that is not open.
    mutating func askWhich(
        _ kind: CommandKind, _ commands: [PackageCommand], of package: Int, _ scan: Scan,
        for intent: CommandIntent? = nil
    ) {
        ask(
            Dialog(
                .whichCommand(kind, commands), .which(kind, commands, package: package, intent), scan,
                shown: now.uptime),
            .command, about: intent.flatMap { index[$0.package] })
    }

    /// Takes back a command that was not accepted because it is not known which is meant; a program's is refused.
    mutating func takeBackUndecided(_ intent: CommandIntent, _ commands: [PackageCommand], scan number: Int?) {
        let given = tracking.takeBack(number)
        let scan = given?.scan.withoutShot ?? self.scan(number ?? 0, intent.word)
        guard given?.mayAsk ?? false else {
            let message = CommandMessage.notDecided(
                number: self.number(of: intent.package), intent.kind, commands)
            finish(scan, .command, .refused, .command(message), package: index[intent.package])
            return
        }
        tracking.addUndecided(CommandTracking.Undecided(intent: intent, scan: scan, commands: commands))
    }

    /// Asks for the next command that waits for it which is meant, when nothing else is asked; one that is known by now
    /// is run.
    mutating func askWhatIsUndecided() {
        while dialog == nil, form == nil, let next = tracking.popUndecided(), let kind = next.intent.kind {
            if let known = settings.commands.command(kind, among: next.commands, in: next.intent.source) {
                enqueue(next.intent.listed(as: known), next.scan)
            } else {
                askWhich(kind, next.commands, of: next.intent.package, next.scan, for: next.intent)
            }
        }
    }

    /// Keeps what was chosen, and goes on with it: with what was wanted, or if the package is still the open one.
    mutating func answerWhich(
        _ command: PackageCommand, for kind: CommandKind, of package: Int, _ intent: CommandIntent?, _ scan: Scan
    ) {
        let chosen = ChosenCommand(command)
        keepChoice(chosen, for: kind)
        if let intent { return enqueue(intent.listed(as: command), scan) }
        guard bench?.package.id == package else {
            finish(scan, .command, .wrong, .bench(.noLongerOpen(number: number(of: package))))
            return
        }
        giveCommand(kind, scan)
    }
}
