import Foundation
import Language
import Station
import Synchronization

/// The language in which the program speaks to whoever has started it.
enum ProgramLanguage {
    private static let spoken = Mutex<Localizer?>(nil)

    /// What makes texts of phrases, in the language that was set, else in that of the locale.
    static var localizer: Localizer {
        spoken.withLock { spoken in
            if let spoken { return spoken }
            let localizer = Localizer(PhraseCatalog(tag(in: ProcessInfo.processInfo.environment)), keys: { _ in nil })
            spoken = localizer
            return localizer
        }
    }

    /// The texts of a language: those that are spoken already, else with what files correct, as far as they are right.
    static func catalog(of tag: LanguageTag) -> PhraseCatalog {
        let spoken = localizer.catalog
        return spoken.tag == tag ? spoken : (try? LanguageFiles().catalog(of: tag)) ?? PhraseCatalog(tag)
    }

    /// Speaks so from now on.
    static func use(_ localizer: Localizer) { spoken.withLock { $0 = localizer } }

    /// The language that variables ask for: Packline's own, then those of the locale; English where they ask for none
    /// that it speaks.
    static func tag(in environment: [String: String]) -> LanguageTag {
        if let tag = environment[Setting.language.variable].flatMap(LanguageTag.init(rawValue:)) { return tag }
        // The first that is set counts, whatever it says.
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return locale.flatMap(LanguageTag.init(locale:)) ?? .english
    }
}

extension Phrase {
    /// The phrase in the language of the program.
    var text: String { ProgramLanguage.localizer.text(self) }
}
