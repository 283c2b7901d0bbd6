import OMS
import Station
import Warehouse

extension PackageHolder {
    /// A holder as the warehouse has it.
    init(_ holder: ClaimHolder) {
        self.init(
            bench: holder.bench.name, packer: holder.packer, since: holder.since, token: holder.token,
            command: holder.command.flatMap(CommandKind.init(rawValue:)))
    }
}
