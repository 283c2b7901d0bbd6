import Barcode
import Printing
import Testing

@Suite("Labels of ZPL")
struct ZPLTests {
    private func barcodes(_ fields: String) -> [String] {
        PrintDocument(text: "^XA\(fields)^XZ").labels.first?.barcodes.map(\.data) ?? ["no label"]
    }

    @Test("each label of a document is read for itself, and copies are counted")
    func labels() {
        let document = PrintDocument(text: "^XA^FDone^FS^XZ\n^XA^BCN,80^FD123^FS^PQ3,0,1,Y^XZ^XA^MCY^XZ^XA^FDcut")
        #expect(document.labels.map(\.texts) == [["one"], [], []])
        #expect(document.labels.map(\.copies) == [1, 3, 0])
        #expect(document.labelCount == 4)
        #expect(document.labels[0].bytes == Array("^XA^FDone^FS^XZ".utf8))
        #expect(document.labels[0].sha256 == PrintDocument(text: "^XA^FDone^FS^XZ").sha256)
    }

    @Test(
        "a barcode of Code 128 is read without its invocation codes",
        arguments: [
            ("^BCN,80,Y,N,N^FD>:ABC123^FS", "ABC123"), ("^BCN^FD>;382436^FS", "382436"),
            ("^BCN^FD>:AB>5123456>6cd^FS", "AB123456cd"), ("^BCN^FD>:a>0b>=c><d^FS", "a>b~c^d"),
            ("^BCN^FD>9353736^FS", "CED"), ("^BCN^FD>;>800123456^FS", "00123456"),
            ("^BCN^FD>:>8101234>8215^FS", "101234\u{1D}215"),
            ("^BCN,,,,,D^FD(01)09501101530003(10)AB^FS", "010950110153000310AB"),
            ("^BCN,,,,,U^FD0034012345123456789^FS", "00340123451234567895"), ("^BCN^FDa>b>^FS", "a>b>"),
        ])
    func code128(field: String, data: String) { #expect(barcodes(field) == [data]) }

    @Test(
        "the other barcodes are read as a scanner sends them",
        arguments: [
            ("^BQN,2,5^FDMA,https://a.example/1^FS", "https://a.example/1"), ("^BQN,2,5^FDQA,12^FS", "12"),
            ("^BQN,2,5^FDHM,N123^FS", "123"), ("^BQN,2,5^FDLM,B0004a,bc^FS", "a,bc"), ("^BQN,2,5^FDplain^FS", "plain"),
            ("^BQN,2,5^FDD03040C,LM,N123,Aabc^FS", "123abc"),
            ("^BXN,4,200,,,,_^FD_1010950110153000310AB_121C^FS", "010950110153000310AB\u{1D}21C"),
            ("^BXN,4,200,,,,_^FDa__b_d065^FS", "a_bA"), ("^B7N,4,5^FDone\\&two^FS", "one\r\ntwo"),
            ("^B3N,N,80^FDABC-1^FS", "ABC-1"), ("^BEN,80^FD869000000001^FS", "8690000000012"),
            ("^B2N,80^FD1234^FS", "1234"),
        ])
    func others(field: String, data: String) { #expect(barcodes(field) == [data]) }

    @Test("hexadecimal digits stand for bytes, behind the indicator that is set")
    func hexadecimal() {
        let label = PrintDocument(text: "^XA^CI28^FH^FDA_C5_9Fe_7E^FS^FH\\^FD\\5Ea_41^FS^FD_41^FS^XZ").labels.first
        #expect(label?.texts == ["Aşe~", "^a_41", "_41"])
        #expect(barcodes("^FO1,1^BCN^FH^FD_3E:1_3E8Z^FS") == ["1\u{1D}Z"])
    }

    @Test("prefixes and the delimiter can be changed, and changed back")
    func prefixes() {
        let document = PrintDocument(text: "^XA^CC!!CD;!BCN;80;Y;N;N;D!FD(10)a^b!FS!CC^^FDback^FS^XZ")
        #expect(document.labels.first?.barcodes.map(\.data) == ["10a^b"])
        #expect(document.labels.first?.texts == ["back"])
        #expect(PrintDocument(text: "CT~~CD,~CC^~CT~\n^XA~TA000^FDa^FS^XZ").labels.map(\.texts) == [["a"]])
    }

    @Test("graphics are skipped, also binary ones in which labels seem to end")
    func graphics() {
        let text = "~DGR:A.GRF,4,1,FF00FF00^XA^GFA,9,9,1,:Z64:eJz7//8/AAX+Av4=:C0DE^FS^GFB,6,6,1,^XZ^XA^FDa^FS^XZ"
        let labels = PrintDocument(text: text).labels
        #expect(labels.map(\.texts) == [["a"]])
        #expect(PrintDocument(text: "^XA^GFB,999999999,1,1,^XZ").labels.isEmpty)
    }

    @Test("a stored format comes out when it is recalled, and not before")
    func stored() {
        let document = PrintDocument(text: "^XA^DFR:A.ZPL^FN1^FDa^FS^XZ^XA^XFR:A.ZPL^FN1^FDb^FS^PQ2^XZ")
        #expect(document.labels.map(\.copies) == [0, 2])
    }

    @Test("a scan is told to be the barcode of a label, with or without its symbology identifier")
    func scans() {
        let label = PrintDocument(text: "^XA^BCN^FD>;>800340123451234567895^FS^BCN^FD>:1Z999^FS^XZ").labels.first
        #expect(label?.barcodes.first?.isGS1 == true)
        #expect(label?.barcodes.first?.isRead(by: CodeReader.read("]C100340123451234567895")) == true)
        #expect(label?.barcodes.first?.isRead(by: CodeReader.read("00340123451234567895")) == true)
        #expect(label?.barcodes.last?.isRead(by: CodeReader.read("1Z999")) == true)
        #expect(label?.barcodes.last?.isRead(by: CodeReader.read("1Z998")) == false)
    }
}
