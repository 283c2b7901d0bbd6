import OMS
import Station
import StationStore
import Warehouse

// Commands that end the work on a package: only the bench that has it may send them.
extension SharedPackages {
    /// Whether a command that ends the work on a package may be sent; it is not waited for longer than a packer would.
    func permission(for intent: CommandIntent) async -> CommandPermission {
        let package = intent.package
        do throws(WarehouseError) {
            guard let claim = claims[package] else { return try await claimForCommand(package) }
            switch try await warehouse.assertClaim(claim) {
            case .mine: return .mine
            case .lost(let holder?):
                note(holder, of: package)
                return isOwn(holder) ? .mine : .held(PackageHolder(holder))
            case .lost(nil):
                claims[package] = nil
                return try await claimForCommand(package)
            }
        } catch {
            return .unanswered
        }
    }

    /// Claims a package that is not open here for its command; whoever asks meanwhile has the same answer.
    func claimForCommand(_ package: Int) async throws(WarehouseError) -> CommandPermission {
        let asking =
            commandClaims[package]
            ?? Task { [warehouse] in
                do throws(WarehouseError) {
                    return .success(try await warehouse.claim(package, within: warehouse.assertTimeout))
                } catch {
                    return .failure(error)
                }
            }
        commandClaims[package] = asking
        let outcome = await asking.value
        commandClaims[package] = nil
        switch try outcome.get() {
        case .held(let holder):
            note(holder, of: package)
            report()
            return .held(PackageHolder(holder))
        case .mine(let claim):
            if claims[package] == nil { claimedForCommand.insert(package) }
            claims[package] = claim
            return .mine
        }
    }

    /// Takes back into its hands what this bench had before its program was started again, for a command that is not finished.
    ///
    /// Where the command came to its end meanwhile, the package is given back.
    func restore(_ holder: ClaimHolder, of package: Int) async {
        guard claims[package] == nil, holder.command != nil else { return }
        claims[package] = Claim(package: package, token: holder.token, since: holder.since)
        claimedForCommand.insert(package)
        guard let pending = try? await store.pending() else { return }
        if !pending.contains(where: { $0.intent.package == package && $0.intent.needsClaim }) { await release(package) }
    }

    /// Marks that a command of a package is under way, or has ended: until then nobody gets the package by itself.
    ///
    /// One that was queued for a package that is not open here has it claimed: others are to see that it is.
    func note(_ entry: OutboxEntry) async {
        let package = entry.intent.package
        if claims[package] == nil, entry.intent.needsClaim, entry.stage == .queued {
            _ = try? await claimForCommand(package)
        }
        guard let claim = claims[package] else { return }
        if entry.stage == .applied, entry.intent.needsClaim { finished.insert(package) }
        if !entry.stage.isFinal {
            guard entry.attempts == 0, entry.stage == .queued else { return }
            await mark(entry.intent.kind?.rawValue ?? entry.intent.name, of: claim)
        } else if claimedForCommand.remove(package) != nil {
            await release(package)
        } else {
            await mark(nil, of: claim)
        }
    }

    /// Marks a command as unfinished, or as ended with nil; also where a later claim of this bench took the place of this one.
    private func mark(_ command: String?, of claim: Claim) async {
        guard case .lost(let holder?)? = try? await warehouse.markCommand(command, of: claim) else { return }
        note(holder, of: claim.package)
        guard isOwn(holder), let later = claims[claim.package], later.token > claim.token else { return }
        _ = try? await warehouse.markCommand(command, of: later)
    }
}

/// Whether a command may be sent, as far as other benches are concerned.
enum CommandPermission: Equatable, Sendable {
    /// The package is this bench's.
    case mine
    /// Another bench has it.
    case held(PackageHolder)
    /// The warehouse did not answer: the command is sent, as alone.
    case unanswered
}
