import CCups

/// A request of IPP, as values.
struct IPPRequest: Sendable {
    /// An attribute of the request, of one group of them.
    struct Attribute: Sendable {
        let name: String
        let value: Value
        /// Whether it is about the job, rather than the operation.
        var isOfJob = false
    }

    enum Value: Sendable {
        case keywords([String])
        case name(String)
        case mimeType(String)
        case number(Int32)
        case flag(Bool)
    }

    let operation: ipp_op_t
    var attributes: [Attribute] = []
    /// What is sent behind the request.
    var document: [UInt8]?
}

/// An answer of IPP: the attributes of printers and jobs by name, their values as texts.
struct IPPAnswer: Sendable {
    typealias Group = [String: [String]]

    var printer: Group = [:]
    var jobs: [Group] = []
}

/// Why there is no answer.
enum IPPFault: Error, Equatable, Sendable {
    /// There was no connection, or the document was not begun to be sent.
    case notSent(reason: String)
    /// The printer refused, by a status of IPP.
    case refused(status: UInt32, reason: String)
    /// A document was being sent, and no answer came back.
    case lost(reason: String)
}

extension IPPRequest {
    /// The request as libcups has it, which owns it; the caller deletes it.
    func make(for target: IPPTarget) -> OpaquePointer? {
        guard let request = ippNewRequest(operation) else { return nil }
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nil, target.uri)
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nil, cupsUser())
        // The attributes of the operation come before those of the job.
        for attribute in attributes.filter({ !$0.isOfJob }) + attributes.filter(\.isOfJob) {
            Self.add(attribute, to: request)
        }
        return request
    }

    private static func add(_ attribute: Attribute, to request: OpaquePointer) {
        let group = attribute.isOfJob ? IPP_TAG_JOB : IPP_TAG_OPERATION
        switch attribute.value {
        case .keywords(let words):
            var list = ippAddString(request, group, IPP_TAG_KEYWORD, attribute.name, nil, words.first)
            for (index, word) in words.enumerated().dropFirst() { ippSetString(request, &list, Int32(index), word) }
        case .name(let name): ippAddString(request, group, IPP_TAG_NAME, attribute.name, nil, name)
        case .mimeType(let type): ippAddString(request, group, IPP_TAG_MIMETYPE, attribute.name, nil, type)
        case .number(let number): ippAddInteger(request, group, IPP_TAG_INTEGER, attribute.name, number)
        case .flag(let flag): ippAddBoolean(request, group, attribute.name, flag ? 1 : 0)
        }
    }
}

extension IPPAnswer {
    /// Reads libcups' answer.
    init(_ answer: OpaquePointer) {
        var job: Group = [:]
        var attribute = ippFirstAttribute(answer)
        while let current = attribute {
            let name = ippGetName(current).map { String(cString: $0) }
            switch (ippGetGroupTag(current), name) {
            case (IPP_TAG_PRINTER, let name?): printer[name] = Self.values(of: current)
            case (IPP_TAG_JOB, let name?): job[name] = Self.values(of: current)
            case (_, nil):
                // An attribute without a name separates jobs.
                if !job.isEmpty { jobs.append(job) }
                job = [:]
            default: break
            }
            attribute = ippNextAttribute(answer)
        }
        if !job.isEmpty { jobs.append(job) }
    }

    private static func values(of attribute: OpaquePointer) -> [String] {
        (0..<ippGetCount(attribute)).compactMap { index in
            switch ippGetValueTag(attribute) {
            case IPP_TAG_INTEGER, IPP_TAG_ENUM: String(ippGetInteger(attribute, index))
            case IPP_TAG_BOOLEAN: ippGetBoolean(attribute, index) == 0 ? "false" : "true"
            default: ippGetString(attribute, index, nil).map { String(cString: $0) }
            }
        }
    }
}
