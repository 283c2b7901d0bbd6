import Foundation
import OMS
import Testing

/// The examples in the two documents that specify the API, where they lie beside the repository; they are no part of it.
enum SeedExamples {
    /// A JSON example, and the request that stands above it, such as `GET /packages/`; empty for a webhook.
    struct Example: Sendable, CustomTestStringConvertible {
        let request: String
        let json: JSONValue

        var testDescription: String { request }

        /// The endpoint that is asked; nil for a webhook.
        var endpoint: Endpoint? {
            Endpoint.allCases.first { "\($0.route.method.rawValue) \($0.route.path)" == request }
        }
    }

    static var arePresent: Bool { folder != nil }

    /// The answers of the API; of a request with a body, whose answer is empty, the body.
    static let answers: [Example] = examples(in: "000_5f4ca4b640aec8c5.txt")

    /// The example event.
    static let event: Example? = examples(in: "003_1db16f0fb361abab.txt").first

    /// The folder `shared/seeds` beside this repository or one of the folders above it.
    private static let folder: URL? = {
        // The source may be reached through a symbolic link.
        var folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.pathComponents.count > 1 {
            let seeds = folder.appending(path: "shared/seeds")
            if FileManager.default.fileExists(atPath: seeds.path) { return seeds }
            folder.deleteLastPathComponent()
        }
        return nil
    }()

    /// Every JSON object that stands on lines of its own.
    private static func examples(in file: String) -> [Example] {
        guard let folder, let text = try? String(contentsOf: folder.appending(path: file), encoding: .utf8) else {
            return []
        }
        var (examples, request, block): ([Example], String, [Substring]) = ([], "", [])
        for line in text.split(separator: "\n") {
            if let end = line.range(of: " HTTP/1.1") {
                let words = line[..<end.lowerBound].split(separator: " ").suffix(2)
                request = words.joined(separator: " ")
            }
            guard line == "{" || !block.isEmpty else { continue }
            block.append(line)
            if let json = try? JSONValue(text: block.joined(separator: "\n")) {
                examples.append(Example(request: request, json: json))
                block = []
            }
        }
        return examples
    }
}

/// One thing changed in a JSON value.
struct Mutation: CustomStringConvertible {
    /// Where, such as `.state.id`, and into what.
    let description: String
    /// The member of the outermost object that was changed.
    let member: String
    let json: JSONValue

    private static let replacements: [JSONValue] = [nil, 7, "text", [:], [nil, 7, ["id": nil]]]

    /// Each member at any depth made null, missing, or of another type, one at a time.
    static func all(of value: JSONValue) -> [Mutation] {
        changes(value, path: "").map { path, json in
            Mutation(description: path, member: String(path.dropFirst().prefix { !".[ ".contains($0) }), json: json)
        }
    }

    private static func changes(_ value: JSONValue, path: String) -> [(String, JSONValue)] {
        switch value {
        case .object(let members):
            members.sorted { $0.key < $1.key }.flatMap { name, member in
                var without = members
                without[name] = nil
                return [("\(path).\(name) missing", .object(without))]
                    + replaced(member, path: "\(path).\(name)") { .object(members.merging([name: $0]) { $1 }) }
            }
        case .array(let elements):
            elements.indices.flatMap { index in
                replaced(elements[index], path: "\(path)[\(index)]") { element in
                    .array(elements.enumerated().map { $0.offset == index ? element : $0.element })
                }
            }
        default: []
        }
    }

    private static func replaced(
        _ part: JSONValue, path: String, in whole: (JSONValue) -> JSONValue
    ) -> [(String, JSONValue)] {
        replacements.filter { $0 != part }.map { ("\(path) as \($0.text)", whole($0)) }
            + changes(part, path: path).map { ($0, whole($1)) }
    }
}

extension JSONValue {
    /// The members of an object; nil for anything else.
    var members: [String: JSONValue]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// The elements of a list; nil for anything else.
    var elements: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }
}
