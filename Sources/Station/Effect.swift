public import Language
public import OMS

/// Something that the model wants done, as a value; the engine does it and answers with events.
public enum Effect: Equatable, Sendable {
    /// Give the package of that id from the mirror: `opened` or `gone`.
    case open(package: Int)
    /// Read the package and its history again from the OMS, in the background.
    case read(package: Int)
    /// Ask the OMS for the packages that a code names: `changed` if there are any, then `lookedUp`.
    case find(String, scan: Int)
    /// Ask the OMS to change a fact of a package: `packageChanged`.
    case change(PackageChange, package: Int, scan: Int)
    /// Ask the OMS for the invoice of a package, and do something with it: `document`.
    case invoice(package: Int, DocumentUse, scan: Int)
    /// Print the gift note of a package on paper: `document`.
    case printGiftNote(package: Int, scan: Int)
    /// Ask the OMS which packages meet conditions: `inquiry`, a page at a time; nil asks no further.
    case inquire([PackageParameter: String]?, number: Int)
    /// Say what the mirror's packages have where the filter form can ask for it: `filterValues`.
    case offerFilterValues
    /// Read all packages of the location again.
    case refresh
    /// Put a command on disk and deliver it: `outbox`, or `notAccepted`.
    case run(CommandIntent, scan: Int?)
    /// Send a command again that waits for a decision, for these goods where the package was checked again.
    case retry(command: Int, contents: PackContents? = nil)
    /// Give up a command that waits for a decision.
    case discard(command: Int)
    /// Keep what was checked of a package.
    case save(PackingSession)
    /// Forget what was checked of a package: it is finished.
    case forget(package: Int)
    /// Remember that what became of commands up to then was acknowledged.
    case acknowledged(until: Timestamp)
    /// Remember which of several commands of one kind is meant.
    case chose(CommandKind, ChosenCommand)
    /// The label of a print job was scanned back.
    case confirmPrint(Int)
    /// A person says that a print job came out of which that was not known.
    case notePrinted(Int)
    /// Print a job again, as a copy of its own, for a reason.
    case printAgain(Int, PrintReason)
    /// Print the labels of a package as the OMS has them now.
    case printLabel(package: Int)
    /// The label of a package, which has not come, does not count as late any more: a person has seen to it.
    case dismissLabel(package: Int)
    /// Remember which language was chosen.
    case spoke(LanguageTag)
    /// Ask the other benches for a package: `claim`.
    ///
    /// With the token of a hold, it is taken over from there.
    case claim(package: Int, takingOver: Int?)
    /// Say what other benches printed of packages: `benchPrints`, where there is anything to say.
    case lookAtPrints(packages: [Int])
    /// The label of a print of another bench was scanned back here.
    case confirmBenchPrint(BenchPrint)
    /// Make this what is checked of a package at all benches, in the place of what each of them counted.
    case choose(PackingSession)
    /// Give a package back to all benches.
    case release(package: Int)
    /// Say whether the program was replaced by another version: `replaced`.
    case lookForNewVersion
    /// Count what the board shows: `board`.
    case countBoard
    /// Tell the boards of the other benches what this one needs of people.
    case needs(BenchNeeds)
    /// Remember who packs.
    case packer(String)
    /// Write a scan into the journal.
    case journal(ScanRecord)
    /// Answer a line of a pipe.
    case answer(ScanAnswer)
    /// Make a sound.
    case sound(Tone)
    /// Send `woken` at that time of the monotonic clock; a later one replaces it, nil cancels it.
    case wake(at: Int64?)
    /// End the program.
    case quit
}

/// What a scan sounds like and how it is coloured; each has a word of its own as well.
public enum Tone: String, CaseIterable, Sendable {
    /// Right, go on.
    case ok
    /// Wrong, look here.
    case wrong
    /// Complete.
    case done
    /// Noticed and left alone: a double read.
    case ignored
    /// Neither right nor wrong: something was said.
    case notice
}
