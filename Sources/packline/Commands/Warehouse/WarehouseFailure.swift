import ArgumentParser
import StationEngine
import Warehouse

extension WarehouseError.Code {
    fileprivate var status: ExitCode {
        switch self {
        case .invalidSettings, .noSchema, .olderSchema, .newerSchema, .otherInstallation: Status.configuration
        case .loginRefused, .notPermitted: Status.noPermission
        case .connecting, .unreachable, .noSuchDatabase: Status.unavailable
        case .tooManyConnections, .timedOut, .cutOff, .readOnly, .full, .benchInUse, .cancelled, .closed:
            Status.temporary
        case .undecodable, .failed: Status.data
        }
    }
}

extension Failure {
    init(_ error: WarehouseError) { self.init(error.phrase, error.code.status) }
}
