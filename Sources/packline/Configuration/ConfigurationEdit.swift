import Foundation
import Language
import Yams

/// Changes values in a configuration file, and leaves its comments, its order and everything else as they are.
enum ConfigurationEdit {
    /// Where the configuration is by default.
    static var usualPath: String {
        let environment = ProcessInfo.processInfo.environment
        if let base = environment["XDG_CONFIG_HOME"], base.hasPrefix("/") { return base + "/packline/config.yaml" }
        return (environment["HOME"] ?? NSHomeDirectory()) + "/.config/packline/config.yaml"
    }

    /// Sets values of a section in a file, which need not be there yet; a file keeps its mode.
    static func set(_ values: [(name: String, value: String)], in section: String, ofFile path: String) throws {
        // A configuration is often a symbolic link into a repository of settings.
        let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        let files = FileManager.default
        do {
            let isThere = files.fileExists(atPath: url.path)
            let text = isThere ? try String(contentsOf: url, encoding: .utf8) : ""
            let mode = try isThere ? files.attributesOfItem(atPath: url.path)[.posixPermissions] : nil
            try files.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            let draft = url.appendingPathExtension("new")
            // Private from its first moment: there may be a token in it.
            guard
                files.createFile(
                    atPath: draft.path, contents: Data(try set(values, in: section, of: text).utf8),
                    attributes: [.posixPermissions: 0o600])
            else { throw Failure(Phrase("configuration.not-written", ["path": draft.path]), Status.cannotCreate) }
            if let mode { try files.setAttributes([.posixPermissions: mode], ofItemAtPath: draft.path) }
            guard rename(draft.path, url.path) == 0 else {
                throw Failure(Phrase("configuration.not-replaced", ["path": url.path]), Status.cannotCreate)
            }
        } catch let error as Failure {
            throw error
        } catch {
            throw Failure(
                Phrase("configuration.not-changed", ["path": path, "reason": error.localizedDescription]),
                Status.cannotCreate)
        }
    }

    /// Sets values of a section in a YAML text.
    ///
    /// Values are given as YAML writes them. Errors: a `Failure` with the lines to write by hand, where the text is
    /// written so that it cannot be changed line by line.
    static func set(_ values: [(name: String, value: String)], in section: String, of text: String) throws -> String {
        let lines = "\(section): { " + values.map { "\($0.name): \($0.value)" }.joined(separator: ", ") + " }"
        let byHand = Failure(Phrase("configuration.by-hand", ["lines": lines]), Status.configuration)
        guard let before = try? scalars(of: text), let result = try? changed(text, values, section),
            let after = try? scalars(of: result)
        else { throw byHand }
        // The result is read back: everything else is as it was, and the values are as they were meant.
        var expected = before
        for (name, value) in values { expected["\(section).\(name)"] = try Yams.compose(yaml: value)?.string }
        expected[section] = nil
        guard after == expected else { throw byHand }
        return result
    }

    /// A text as a YAML string that holds it whatever it is.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
                result += String(format: "\\x%02X", scalar.value)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private struct CannotChange: Error {}

    private static func changed(
        _ text: String, _ values: [(name: String, value: String)], _ section: String
    ) throws -> String {
        // By bytes: to Swift, the two that end a line elsewhere are one character, and another one than each of them.
        var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        let ending = lines[0].hasSuffix("\r") ? "\r" : ""
        let pairs = try Yams.compose(yaml: text)?.mapping.map(Array.init) ?? []
        guard let (key, content) = pairs.first(where: { $0.key.string == section }) else {
            if lines.last == "" { lines.removeLast() }
            let added = ["\(section):"] + values.map { "  \($0.name): \($0.value)" }
            return (lines + added.map { $0 + ending } + [""]).joined(separator: "\n")
        }
        // Where YAML sees other ends of lines too, it counts more lines than there are.
        guard let start = key.mark?.line, key.mark?.column == 1, start <= lines.count else { throw CannotChange() }
        let entries = content.mapping.map(Array.init) ?? []
        let indent = String(repeating: " ", count: max(1, entries.first?.key.mark?.column ?? 3) - 1)
        var added: [String] = []
        for (name, value) in values {
            let line = "\(indent)\(name): \(value)"
            if let old = entries.first(where: { $0.key.string == name }) {
                guard let number = old.key.mark?.line, number == old.value.mark?.line, number <= lines.count else {
                    throw CannotChange()
                }
                lines[number - 1] = line + comment(of: lines[number - 1], old.value)
            } else {
                added.append(line + ending)
            }
        }
        lines.insert(contentsOf: added, at: start)
        return lines.joined(separator: "\n")
    }

    /// The comment after a plain value, which may stay; after a quoted one it cannot be separated from the value.
    private static func comment(of line: String, _ value: Node) -> String {
        guard value.scalar?.style == .plain, let start = line.range(of: " #") else {
            return line.hasSuffix("\r") ? "\r" : ""
        }
        return String(line[start.lowerBound...])
    }

    /// Every value of a text by its path.
    private static func scalars(of text: String) throws -> [String: String] {
        var result: [String: String] = [:]
        func walk(_ node: Node, _ path: String) {
            if let mapping = node.mapping {
                for (key, value) in mapping {
                    walk(value, path.isEmpty ? key.string ?? "?" : "\(path).\(key.string ?? "?")")
                }
            } else if let sequence = node.sequence {
                for (index, value) in sequence.enumerated() { walk(value, "\(path).\(index)") }
            } else {
                result[path] = node.string ?? ""
            }
        }
        if let root = try Yams.compose(yaml: text), root != Node("") { walk(root, "") }
        return result
    }
}
