import OMS
import Printing
import StationStore

/// The labels of a package as the OMS has them, and what became of them at this station.
struct PackageLabels {
    let package: Package

    /// Prints what there is, with an empty line before each table.
    func show(_ lookUp: LookUp) async {
        if !package.labels.isEmpty {
            Output.line("")
            Output.table(["box", "kind", "barcodes"], package.labels.map(Self.cells))
        }
        do {
            let reports = try await PrintReport.read(at: lookUp.settings.storePath(), finished: .max)
                .filter { $0.job.subject.package == package.id }
                .sorted { $0.job.id < $1.job.id }
            guard !reports.isEmpty else { return }
            Output.line("")
            let printers = Set((try? lookUp.settings.printers().map(\.name)) ?? reports.map(\.job.printer))
            Columns.printJobs(printers).print(reports, lookUp.zone)
        } catch {
            Output.report(error.phrase.text)
        }
    }

    /// The box, what the label is by its content, and the barcodes on it.
    static func cells(_ label: LabelContent) -> [String] {
        let document = PrintDocument(text: label.text)
        let codes = document.labels.flatMap(\.barcodes).map(\.data)
        return [String(label.box), document.kind.rawValue, codes.joined(separator: ", ")]
    }
}
