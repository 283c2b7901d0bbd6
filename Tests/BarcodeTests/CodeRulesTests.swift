import BarcodeRules
import Foundation
import Testing

@Suite("The rules of the fuzzer")
struct CodeRulesTests {
    private static let corpus = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fuzz/Corpus")
        .standardized

    @Test("every input of the corpus keeps the rules")
    func corpus() throws {
        let inputs = try FileManager.default.contentsOfDirectory(at: Self.corpus, includingPropertiesForKeys: nil)
        #expect(inputs.count >= 20)
        for input in inputs {
            let bytes = Array(try Data(contentsOf: input))
            #expect(throws: Never.self, "\(input.lastPathComponent)") { try CodeRules.check(bytes) }
        }
    }
}
