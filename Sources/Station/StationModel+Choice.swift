import OMS

// Which of several commands of the OMS is meant: asked once, and kept.
extension StationModel {
    /// Asks which of several commands does what is wanted.
    mutating func askWhich(_ kind: CommandKind, _ commands: [PackageCommand], of package: Package, _ scan: Scan) {
        ask(
            Dialog(
                title: "Which command is meant by “\(kind.word)”?",
                text: [
                    "The OMS offers \(commands.count). The answer is kept; commands.\(kind.settingName) changes it."
                ],
                choices: commands.map { OfferedCommand(command: $0, kind: kind).label }, selected: 0,
                question: .which(kind, commands, package: package.id), scan: scan, shown: now.uptime),
            .command)
    }

    /// Keeps what was chosen, and goes on with it if the package is still the open one.
    mutating func choose(_ command: PackageCommand, for kind: CommandKind, of package: Int, _ scan: Scan) {
        let chosen = ChosenCommand(command)
        settings.commands.chosen[kind] = chosen
        effects.append(.chose(kind, chosen))
        guard bench?.package.id == package else {
            finish(scan, .command, .wrong, "\(number(of: package)) is no longer open: nothing was done.")
            return
        }
        self.command(kind, scan)
    }
}
