import Glibc

/// The cases of GS1's own engine, where they lie beside the repository; they are not a part of it.
enum GS1Vectors {
    /// The folder `shared/data/gs1-vectors` beside this repository or one of the folders above it.
    static let folder: String? = {
        // The source may be reached through a symbolic link.
        guard let path = realpath(#filePath, nil) else { return nil }
        defer { free(path) }
        var parts = String(cString: path).split(separator: "/", omittingEmptySubsequences: false).dropLast()
        while !parts.isEmpty {
            let folder = parts.joined(separator: "/") + "/shared/data/gs1-vectors"
            if let text = read(folder + "/scandata_process.tsv"), !text.isEmpty { return folder }
            parts.removeLast()
        }
        return nil
    }()

    static var arePresent: Bool { folder != nil }

    /// The rows of a file, without its comment and its header: whether the case should succeed, and the other columns.
    static func rows(of name: String) -> [(isGood: Bool, columns: [String])] {
        guard let folder, let text = read("\(folder)/\(name)") else { return [] }
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst().map { line in
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return (columns[0] == "true", Array(columns.dropFirst()))
        }
    }

    /// Undoes the escapes of the files: `\xNN` is a byte, `\\` a backslash.
    static func unescaped(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let character = rest.popFirst() {
            if character == "\\", rest.first == "x", let byte = UInt8(rest.dropFirst().prefix(2), radix: 16) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
                rest = rest.dropFirst(3)
            } else if character == "\\", rest.first == "\\" {
                result.append("\\")
                rest = rest.dropFirst()
            } else {
                result.append(character)
            }
        }
        return result
    }
}

extension GS1Vectors {
    /// The text of a file; nil where it cannot be read.
    private static func read(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
