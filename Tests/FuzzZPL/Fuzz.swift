/// What libFuzzer calls for each input, by the name that `.ci/fuzz` gives it: another fuzzer is linked into the same tests.
///
/// A broken rule ends the run, and libFuzzer keeps the input that led to it.
@_cdecl("fuzz_labels")
public func fuzzLabels(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    do {
        try ZPLRules.check(Array(UnsafeBufferPointer(start: start, count: count)))
    } catch {
        fatalError("\(error)")
    }
    return 0
}
