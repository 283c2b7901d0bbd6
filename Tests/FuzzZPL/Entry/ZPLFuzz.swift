// The fuzzer's entry, which .ci/fuzz compiles: a program may hold one of that name only.

import ZPLRules

/// What libFuzzer calls for each input; a broken rule ends the run, and libFuzzer keeps the input that led to it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzZPL(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    do {
        try ZPLRules.check(Array(UnsafeBufferPointer(start: start, count: count)))
    } catch {
        fatalError("\(error)")
    }
    return 0
}
