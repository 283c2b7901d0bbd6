#if FUZZING
    /// What libFuzzer calls for each input, by way of the function of a decoder, which `.ci/fuzz` gives libFuzzer's name.
    ///
    /// A broken rule ends the run, and libFuzzer keeps the input that led to it.
    func fuzz(
        _ start: UnsafePointer<UInt8>?, _ count: Int, by check: ([UInt8]) throws(BrokenRule) -> Void
    ) -> CInt {
        do {
            try check(Array(UnsafeBufferPointer(start: start, count: count)))
        } catch {
            fatalError("\(error)")
        }
        return 0
    }
#endif
