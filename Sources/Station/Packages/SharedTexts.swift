/// Texts that many packages share, each kept once with the slots that have it: names, cities, states, codes of goods.
///
/// A million packages have some ten million of them and a few thousand that differ: a search looks at those, and the
/// slots behind what it finds are read off.
struct SharedTexts: Sendable {
    private var numbers: [String: Int32] = [:]
    /// The slots that have a text, by its number, in ascending order.
    private var slots: [[Int32]] = []
    private var free: [Int32] = []
    /// The folded texts, each in the slot of its number.
    private var folded = SearchText()

    /// Notes that a slot has a text; true when none had it before.
    @discardableResult
    mutating func add(_ text: String, to slot: Int32) -> Bool {
        if let number = numbers[text] {
            slots[Int(number)].insertInOrder(slot)
            return false
        }
        let number = free.popLast() ?? Int32(slots.count)
        if Int(number) == slots.count { slots.append([]) }
        numbers[text] = number
        slots[Int(number)] = [slot]
        folded.set(Folding.fold(text), for: number)
        return true
    }

    /// Notes that a slot no longer has a text; true when none has it any more.
    @discardableResult
    mutating func remove(_ text: String, from slot: Int32) -> Bool {
        guard let number = numbers[text] else { return false }
        slots[Int(number)].removeInOrder(slot)
        guard slots[Int(number)].isEmpty else { return false }
        numbers[text] = nil
        slots[Int(number)] = []
        folded.remove(number)
        free.append(number)
        return true
    }

    /// The slots that have a text, in ascending order.
    func slots(having text: String) -> [Int32] { numbers[text].map { slots[Int($0)] } ?? [] }

    /// Puts in the slots of every text that holds a folded term.
    func insertSlots(containing term: [UInt8], into found: SlotSet.Entrance) {
        folded.forEachSlot(containing: term) { number in
            for slot in slots[Int(number)] { found.insert(slot) }
        }
    }
}

extension [Int32] {
    /// Puts a slot in its place among slots in ascending order, once.
    fileprivate mutating func insertInOrder(_ slot: Int32) {
        guard let last, slot <= last else { return append(slot) }
        let place = place(of: slot)
        if self[place] != slot { insert(slot, at: place) }
    }

    fileprivate mutating func removeInOrder(_ slot: Int32) {
        let place = place(of: slot)
        if place < count, self[place] == slot { remove(at: place) }
    }

    private func place(of slot: Int32) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < slot { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
