import Foundation
import Testing

@testable import StationTerminal

@Suite("Themes")
struct ThemeTests {
    let library = ThemeLibrary(folder: nil)

    @Test(
        "every theme that comes with Packline loads, covers every role, and is called what its file is called",
        arguments: ThemeLibrary.builtInNames)
    func shipped(_ name: String) throws {
        let theme = try library.theme(named: name)
        #expect(theme.name == name)
        #expect(Set(theme.appearances.keys) == Set(Role.allCases))
    }

    @Test("every theme that comes with Packline gives each role itself", arguments: ThemeLibrary.builtInNames)
    func given(_ name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../themes/\(name).yaml")
        #expect(try ThemeReader(file: name).read(String(contentsOf: file.standardized, encoding: .utf8)).name == name)
    }

    /// A library whose folder has these themes.
    private func library(_ themes: [String: String]) throws -> ThemeLibrary {
        let folder = FileManager.default.temporaryDirectory.appending(path: "packline-themes-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in themes {
            try text.write(to: folder.appending(path: "\(name).yaml"), atomically: true, encoding: .utf8)
        }
        return ThemeLibrary(folder: folder.path)
    }

    @Test("a theme gives what it draws otherwise than its parent, which is dark where it names none")
    func inherited() throws {
        let themes = try library([
            "mine": "name: mine\nroles: {ok: {foreground: red}, wrong: {}}",
            "bright": "name: bright\ninherits: light\npalette: {green: '#00ff00'}\nroles: {done: {foreground: green}}",
            "brighter": "name: brighter\ninherits: bright\nselected: {attributes: [bold]}",
            "light": "name: my light\ninherits: light\nroles: {text: {foreground: grey}}", "heir": "inherits: light",
        ])
        let (dark, light) = (try library.theme(named: "dark"), try library.theme(named: "light"))
        let mine = try themes.theme(named: "mine")
        #expect(mine.name == "mine" && mine.selected == dark.selected && mine.appearances[.wrong] == Appearance())
        #expect(
            mine.appearances[.ok] == Appearance(foreground: dark.palette["red"])
                && mine.appearances[.done] == dark.appearances[.done])
        let heir = try themes.theme(named: "heir")
        #expect(heir.name == "heir" && heir.selected == light.selected, "it is called as its file")
        #expect(themes.names.contains("brighter") && themes.names.contains("mono"))
        let own = try themes.theme(named: "light")
        #expect(own.name == "my light" && own.appearances[.text] == Appearance(foreground: light.palette["grey"]))
        let brighter = try themes.theme(named: "brighter")
        #expect(
            brighter.appearances[.done] == Appearance(foreground: Colour("#00ff00"))
                && brighter.selected != light.selected)
        #expect(
            brighter.appearances[.ok] == light.appearances[.ok],
            "a colour of the same name changes nothing that is inherited")
        #expect(brighter.appearances[.text] == own.appearances[.text])
    }

    @Test("a parent that is no theme, and one that inherits its heir, are told with their line")
    func wrongParents() throws {
        let themes = try library([
            "lost": "name: lost\ninherits: drak", "a": "name: a\ninherits: b", "b": "name: b\n\ninherits: a",
            "self": "name: self\ninherits: self", "list": "name: list\ninherits: [a]",
        ])
        func says(_ name: String) throws -> String? {
            let error = #expect(throws: ThemeError.self) { try themes.theme(named: name) }
            return error?.description.replacing(try #require(themes.folder) + "/", with: "")
        }
        #expect(try says("lost")?.hasPrefix("lost.yaml:2: 'drak' is no theme; built-in themes are dark, light") == true)
        #expect(
            try says("a")
                == "b.yaml:3: it inherits itself: a.yaml → b.yaml → a.yaml; have one of them inherit a built-in theme.")
        #expect(try says("self")?.hasPrefix("self.yaml:2: it inherits itself: self.yaml → self.yaml; ") == true)
        #expect(try says("list") == "list.yaml:2: 'inherits' is not a word; write one word or number.")
    }

    @Test("every file in the themes folder is built in")
    func complete() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../themes").standardized
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(files) == Set(ThemeLibrary.builtInNames.map { "\($0).yaml" }))
    }

    @Test("mono has no colour at all, and still tells what must not be missed from plain text")
    func mono() throws {
        let theme = try library.theme(named: "mono")
        #expect(theme.isMonochrome)
        for role in [Role.ok, .wrong, .done, .warning, .queued, .headerAlert] {
            #expect(theme.appearance(for: Style(role)) != theme.appearance(for: Style(.text)))
        }
    }

    @Test("wrong is told from ok, done and queued without looking at the colour", arguments: ThemeLibrary.builtInNames)
    func withoutColour(_ name: String) throws {
        let theme = try library.theme(named: name)
        let wrong = theme.appearance(for: Style(.wrong))
        for role in [Role.ok, .done, .queued] {
            let other = theme.appearance(for: Style(role))
            #expect(wrong.attributes != other.attributes || (wrong.background != other.background))
        }
    }

    @Test("what is selected looks alike whatever its role, and unlike plain text", arguments: ThemeLibrary.builtInNames)
    func selection(_ name: String) throws {
        let theme = try library.theme(named: name)
        #expect(Set(Role.allCases.map { theme.appearance(for: Style($0, selected: true)) }).count == 1)
        #expect(theme.selected != theme.appearance(for: Style(.text)))
    }

    @Test("a flag wins over NO_COLOR, NO_COLOR over the configuration, and dark is what is left")
    func choice() {
        #expect(ThemeLibrary.name(flag: nil, noColor: nil, configured: nil) == "dark")
        #expect(ThemeLibrary.name(flag: nil, noColor: "", configured: "light") == "light")
        #expect(ThemeLibrary.name(flag: nil, noColor: "1", configured: "light") == "mono")
        #expect(ThemeLibrary.name(flag: "light", noColor: "1", configured: nil) == "light")
    }

    @Test("a theme of the user wins over a built-in one of the same name")
    func own() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "packline-themes-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try ThemeExample.text.write(to: folder.appending(path: "dark.yaml"), atomically: true, encoding: .utf8)
        #expect(try ThemeLibrary(folder: folder.path).theme(named: "dark").name == "example")
        #expect(try ThemeLibrary(folder: folder.path).theme(named: "light").name == "light")
        #expect(try library.theme(named: "\(folder.path)/dark.yaml").name == "example")
    }

    @Test("a name that no theme has says which there are")
    func unknownName() {
        let error = #expect(throws: ThemeError.self) { try library.theme(named: "drak") }
        #expect(
            error?.description == """
                drak: there is no such theme; built-in themes are dark, light, mono, high-contrast; \
                others are files …/themes/NAME.yaml.
                """)
    }
}

extension Theme {
    /// Whether it uses no colours at all.
    fileprivate var isMonochrome: Bool {
        (appearances.values + [selected]).allSatisfy { $0.foreground == nil && $0.background == nil }
    }
}

/// A theme with every role, to be broken in one place.
enum ThemeExample {
    static let text = """
        name: example
        palette:
          red: '#ff0000'
          leaf: {256: 114, 16: bright_green}
        selected: {attributes: [reverse]}
        roles:
          \(Role.allCases.map { "\($0.rawValue): {foreground: red}" }.joined(separator: "\n  "))
        """
}

@Suite("Mistakes in themes")
struct ThemeMistakeTests {
    /// A theme with one mistake, and what is said of it.
    struct Mistake: CustomTestStringConvertible {
        let right: String
        let wrong: String
        let says: String

        var testDescription: String { wrong }
    }

    static let mistakes = [
        Mistake(
            right: "text: {foreground: red}", wrong: "text: {foreground: reed}",
            says: "t.yaml:7: 'reed' is no colour of the palette; it has leaf, red."),
        Mistake(
            right: "text: {foreground: red}", wrong: "text: {colour: red}",
            says: "t.yaml:7: 'colour' is no key of 'text'; keys are foreground, background, attributes."),
        Mistake(
            right: "text: {foreground: red}", wrong: "text: {attributes: [shiny]}",
            says: "t.yaml:7: 'shiny' is no attribute; attributes are bold, dim, italic, underline, reverse."),
        Mistake(
            right: "text: {foreground: red}", wrong: "text: {attributes: bold}",
            says: "t.yaml:7: attributes are not a list; write them as [bold, underline]."),
        Mistake(
            right: "text: {foreground: red}", wrong: "text: red",
            says: "t.yaml:7: 'text' is not a mapping of keys to values; it has foreground, background, attributes."),
        Mistake(
            right: "text: {foreground: red}\n  strong: {foreground: red}", wrong: "text: {}",
            says: "t.yaml:7: roles are missing: strong; give each of them, {} where it is drawn as plain text."),
        Mistake(
            right: "leaf: {256: 114, 16: bright_green}", wrong: "leaf: {256: 114}",
            says: "t.yaml:4: '16' is missing; add a line '16:' with its value."),
        Mistake(
            right: "selected: {attributes: [reverse]}\n", wrong: "",
            says: "t.yaml: 'selected' is missing; add a line 'selected:' with its value."),
        Mistake(
            right: "name: example", wrong: "name: [a]",
            says: "t.yaml:1: the name is not a word; write one word or number."),
        Mistake(
            right: "name: example", wrong: "name: example\nname: other",
            says: "t.yaml:1: name given more than once; see the themes that come with Packline."),
        Mistake(
            right: "palette:", wrong: "palette: {",
            says: "t.yaml:4: did not find expected ',' or '}'; see the themes that come with Packline."),
    ]

    @Test("a mistake is told with its line, what is wrong and what would be right", arguments: mistakes)
    func mistake(_ mistake: Mistake) throws {
        #expect(ThemeExample.text.contains(mistake.right))
        let text = ThemeExample.text.replacing(mistake.right, with: mistake.wrong, maxReplacements: 1)
        let error = #expect(throws: ThemeError.self) { try ThemeReader(file: "t.yaml").read(text) }
        #expect(error?.description == mistake.says)
    }

    @Test("a colour that is none, an unknown role and an empty file are told too")
    func others() {
        func says(_ text: String) -> String {
            do {
                return "loaded \(try ThemeReader(file: "t.yaml").read(text).name)"
            } catch {
                return error.description
            }
        }
        #expect(says("") == "t.yaml: the theme is empty; it needs a name, a palette, selected and roles.")
        #expect(says("- a").hasPrefix("t.yaml:1: a theme is not a mapping of keys to values; it has name, palette"))
        let palette = ThemeExample.text.replacing("'#ff0000'", with: "'#ff00'")
        #expect(
            says(palette).hasPrefix("t.yaml:3: '#ff00' is no colour; a colour is '#rrggbb', an index from 0 to 255"))
        let roles = ThemeExample.text.replacing("  muted:", with: "  mutde:")
        #expect(says(roles).hasPrefix("t.yaml:9: 'mutde' is no key of roles; keys are text, strong, muted"))
    }

    @Test("colours are names, indexes, or the nearest of the 256 to red, green and blue")
    func colours() {
        #expect(Colour("bright_red") == Colour(xterm: 9, ansi: 9))
        #expect(Colour("0") == Colour(xterm: 0, ansi: 0))
        #expect(Colour("203")?.xterm == 203)
        #expect(Colour("#ff5f5f")?.xterm == 203)
        #expect(Colour("#000000") == Colour(xterm: 16, ansi: 0))
        #expect(Colour("#FFFFFF") == Colour(xterm: 231, ansi: 15))
        #expect(Colour("#808080") == Colour(xterm: 244, ansi: 8))
        for wrong in ["", "rde", "256", "-1", "#12345", "#12345g", "#+12345"] { #expect(Colour(wrong) == nil) }
    }
}
