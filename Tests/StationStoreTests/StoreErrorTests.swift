import Language
import OMS
import Testing

@testable import StationStore

@Suite("What is wrong with the station's file")
struct StoreErrorTests {
    private static let codes: [StoreError.Code] = [
        .inUse(process: nil), .inUse(process: 7), .newer, .damaged, .diskFull, .readOnly, .unreachable,
        .notAllowed(from: .applied, to: .queued), .printNotAllowed(from: .printed, to: .wanted), .noSuchPrintJob,
        .printerBusy, .bytesForgotten, .noSuchEntry, .contentsChanged, .packageGone, .wrongState, .closed,
        .cancelled, .failed(sqlite: 11),
    ]

    @Test("is said in English as the error itself says it, and in Turkish otherwise", arguments: codes)
    func phrases(code: StoreError.Code) {
        let error = StoreError(code, "file.sqlite", detail: "torn")
        let english = Localizer(PhraseCatalog(.english), commands: [:]).text(Phrase(error))
        let turkish = Localizer(PhraseCatalog(.turkish), commands: [:]).text(Phrase(error))
        #expect(english == error.description)
        #expect(turkish != english && turkish.contains("file.sqlite"))
    }
}
