import OMS
import StationTesting
import Testing

@testable import Station

@Suite("The packages and their list, alone")
struct CatalogFeatureTests {
    private static func catalog() -> PackageCatalog {
        var catalog = PackageCatalog(commands: CommandTable())
        catalog.replace(with: PackageIndex([Sample.coat, Sample.mug, Sample.packed].map(PackageSummary.init)))
        return catalog
    }

    private static func numbers(_ catalog: PackageCatalog) -> [String] {
        catalog.listed(from: 0, rows: .max).map(\.number)
    }

    @Test("the list follows the index, the scope and the filter")
    func list() {
        var catalog = Self.catalog()
        #expect(Self.numbers(catalog) == ["000000073", "000000071"])
        catalog.setFilter("izmir")
        #expect(Self.numbers(catalog) == ["000000071"])
        catalog.setFilter("")
        catalog.show(.toShip)
        #expect(Self.numbers(catalog) == ["000000064"])
    }

    @Test("a package that is worked on stays in sight until it is let go")
    func kept() {
        var catalog = Self.catalog()
        catalog.keep(Sample.packed.id)
        #expect(Self.numbers(catalog).contains("000000064"))
        catalog.letGo()
        #expect(!Self.numbers(catalog).contains("000000064"))
    }

    @Test("the number of a package that left is still said while something is under way for it")
    func formerNumber() {
        var catalog = Self.catalog()
        catalog.apply([], removed: [73, 71], involved: [73])
        #expect(catalog.number(of: 73) == "000000073" && catalog.number(of: 71) == "71")
    }

    @Test("an answer to a query that is no longer asked changes nothing")
    func oldAnswer() {
        var catalog = Self.catalog()
        let query = OMSQuery([.cityName: "İzmir"], words: "city İzmir", number: 7)
        catalog.show(query)
        let answer = OMSQueryAnswer(number: 6, ids: [71], progress: Progress(done: 1, total: 1), end: .complete)
        #expect(catalog.add(answer) == nil && Self.numbers(catalog).count == 2)
        let right = OMSQueryAnswer(number: 7, ids: [71], progress: Progress(done: 1, total: 1), end: .complete)
        #expect(catalog.add(right)?.isUnderWay == false && Self.numbers(catalog) == ["000000071"])
        catalog.show(nil)
        #expect(Self.numbers(catalog).count == 2)
    }

    @Test("a page scrolls as far as it goes")
    func page() {
        var screen = ScreenState()
        screen.resize(to: Viewport(listRows: 5, detailRows: 5, pageRows: 10, pageLength: 25, isWide: false))
        screen.togglePage(.help)
        screen.scrollPage(by: 100)
        #expect(screen.page == .help && screen.pageTop == 15)
        screen.togglePage(.help)
        screen.resetPageTop()
        #expect(screen.page == .work && screen.pageTop == 0)
    }
}
