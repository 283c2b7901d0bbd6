import Language
import OMS
import Station
import Yams

/// The section `parameters` of a configuration: the usual name of a query parameter, and what the installation calls it.
///
/// What stands below the path of a list counts for that list alone.
struct ParameterSection {
    private(set) var names = ParameterNames()
    /// Where each name was given, to point there.
    private var nodes: [String: Node] = [:]

    /// Reads the section.
    ///
    /// Errors: a `Failure` with the line, for an unknown parameter, an unknown list, or a name that cannot be one.
    init(_ section: Node, mistake: (Node, Phrase) -> Failure) throws {
        for (key, value) in section.mapping.map(Array.init) ?? [] {
            let name = key.string ?? ""
            if let entries = value.mapping {
                guard let list = Self.lists[Self.path(name)] else { throw mistake(key, Self.unknownList(name)) }
                for (key, value) in entries {
                    let usual = try usualName(key, of: list.queryNames, .verbatim("“\(name)”"), mistake)
                    names.lists[list, default: [:]][usual] = try newName(usual, value, mistake)
                }
            } else {
                let known = Endpoint.allCases.flatMap(\.queryNames)
                let usual = try usualName(
                    key, of: known, Phrase("configuration.parameter.any-list"), mistake)
                names.everywhere[usual] = try newName(usual, value, mistake)
            }
        }
        guard let clash = names.clash else { return }
        throw mistake(
            nodes[clash.second] ?? nodes[clash.first] ?? section,
            Phrase(
                "configuration.parameter.clash",
                [
                    "name": clash.name, "first": clash.first, "second": clash.second,
                    "list": clash.endpoint.route.path,
                ]))
    }

    private func usualName(
        _ key: Node, of known: [String], _ list: Phrase, _ mistake: (Node, Phrase) -> Failure
    ) throws -> String {
        let name = key.string ?? ""
        if known.contains(name) { return name }
        let hint = Phrase.nearest(to: name, among: known) ?? Phrase("configuration.parameter.help")
        throw mistake(key, Phrase("configuration.parameter.none", ["name": name, "list": list, "hint": hint]))
    }

    private mutating func newName(
        _ usual: String, _ value: Node, _ mistake: (Node, Phrase) -> Failure
    ) throws -> String {
        let name = value.scalar?.string ?? ""
        let isName = !name.isEmpty && name.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"&=?#%".utf8.contains($0) }
        guard isName else {
            throw mistake(value, Phrase("configuration.parameter.takes-name", ["name": usual]))
        }
        nodes[usual] = value
        return name
    }

    // MARK: - Lists by their paths

    private static let lists = Dictionary(
        uniqueKeysWithValues: Endpoint.allCases.filter { !$0.queryNames.isEmpty }.map { ($0.route.path, $0) })

    private static func path(_ name: String) -> String { name.hasSuffix("/") ? name : name + "/" }

    private static func unknownList(_ name: String) -> Phrase {
        let hint = Phrase.nearest(to: path(name), among: Array(lists.keys)) ?? Phrase("configuration.parameter.path")
        return Phrase("configuration.parameter.no-list", ["name": name, "hint": hint])
    }
}
