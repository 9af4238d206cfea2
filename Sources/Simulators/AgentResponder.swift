import SNMP

/// What an agent answers, by the book (RFC 1157 §4.1, RFC 3416 §4.2) but for the faults it is told to have.
struct AgentResponder {
    let tree: AgentTree
    let device: AgentTree.Device
    let behaviour: AgentBehaviour
    let version: SNMPVersion

    /// `nil` if it does not answer.
    func response(to request: PDU) -> PDU? {
        switch request.kind {
        case .get: return get(request)
        case .getNext: return getNext(request)
        case .getBulk where version == .v2c: return getBulk(request)
        case .set: return refusal(of: request, .readOnly, index: 1)
        default: return nil
        }
    }

    private var fault: AgentFault? { behaviour.fault }
    private var hasExceptions: Bool { version != .v1 && fault != .errorsOfV1 }

    private func get(_ request: PDU) -> PDU? {
        var varBinds: [VarBind] = []
        for (offset, asked) in request.varBinds.enumerated() {
            if let position = tree.position(of: asked.oid), exists(asked.oid) {
                varBinds.append(tree.varBind(at: position, of: device))
            } else if hasExceptions {
                varBinds.append(VarBind(asked.oid, .noSuchInstance))
            } else {
                return refusal(of: request, .noSuchName, index: offset + 1)
            }
        }
        if fault == .shortGet { varBinds = Array(varBinds.prefix(1)) }
        if fault == .wrongObjects, varBinds.count > 1 {
            for offset in varBinds.indices { varBinds[offset].oid = varBinds[offset].oid.appending(7) }
        }
        return limited(request, varBinds)
    }

    private func getNext(_ request: PDU) -> PDU? {
        var varBinds: [VarBind] = []
        for (offset, asked) in request.varBinds.enumerated() {
            if isBroken(asked.oid) { return refusal(of: request, .genErr, index: offset + 1) }
            if let next = next(after: asked.oid) {
                varBinds.append(next)
            } else if fault == .emptyAtEnd {
                return response(to: request, [])
            } else if hasExceptions {
                varBinds.append(VarBind(asked.oid, .endOfMibView))
            } else {
                return refusal(of: request, .noSuchName, index: offset + 1)
            }
        }
        return limited(request, varBinds)
    }

    private func getBulk(_ request: PDU) -> PDU? {
        if fault == .silentBulk { return nil }
        if fault == .noBulk { return refusal(of: request, .genErr, index: 0) }
        let nonRepeaters = min(max(0, Int(request.firstParameter)), request.varBinds.count)
        var positions = request.varBinds.map(\.oid)
        var varBinds: [VarBind] = []
        var room = behaviour.replySize - 60
        for repetition in 0..<max(1, Int(request.secondParameter)) {
            for offset in positions.indices where repetition == 0 || offset >= nonRepeaters {
                if offset >= nonRepeaters, request.secondParameter <= 0 { continue }
                if isBroken(positions[offset]) {
                    if varBinds.isEmpty { return refusal(of: request, .genErr, index: offset + 1) }
                    return limited(request, varBinds)
                }
                let next = next(after: positions[offset])
                if next == nil, fault == .emptyAtEnd { return limited(request, varBinds) }
                let varBind = next ?? VarBind(positions[offset], .endOfMibView)
                room -= varBind.sizeBound
                if room < 0 || fault == .cutRows && varBinds.count == 7 { return limited(request, varBinds) }
                varBinds.append(varBind)
                positions[offset] = varBind.oid
            }
        }
        return limited(request, varBinds)
    }

    private func limited(_ request: PDU, _ varBinds: [VarBind]) -> PDU? {
        let size = varBinds.reduce(60) { $0 + $1.sizeBound }
        if request.kind != .getBulk, size > behaviour.replySize { return refusal(of: request, .tooBig, index: 0) }
        switch fault {
        case .silentWhenLarge where varBinds.count > 10: return nil
        // RFC 1905 wants no variable bindings in such a reply.
        case .tooBig where varBinds.count > 10:
            return PDU(
                .response, requestID: request.requestID, firstParameter: ErrorStatus.tooBig.rawValue, varBinds: [])
        default: return response(to: request, varBinds)
        }
    }

    private func response(to request: PDU, _ varBinds: [VarBind]) -> PDU {
        PDU(.response, requestID: request.requestID, varBinds: varBinds)
    }

    private func refusal(of request: PDU, _ status: ErrorStatus, index: Int) -> PDU {
        PDU(
            .response, requestID: request.requestID, firstParameter: status.rawValue,
            secondParameter: fault == .wrongErrorIndex ? 99 : Int32(clamping: index), varBinds: request.varBinds)
    }
}

/// The tree as this agent sees it.
extension AgentResponder {
    private func exists(_ oid: OID) -> Bool {
        guard !behaviour.missing.contains(where: { oid.hasPrefix($0) }) else { return false }
        guard fault == .gaps else { return true }
        for column in [OID.ifAlias, .ifHCInOctets] {
            if let port = oid.index(below: column)?.arcs.first, port % 2 == 0 { return false }
        }
        return true
    }

    private func next(after oid: OID) -> VarBind? {
        switch fault {
        case .circle where oid == .ifDescr.appending(5): return varBind(.ifDescr.appending(1))
        case .standstill where oid.hasPrefix(.ifDescr) && oid != .ifDescr: return varBind(oid)
        case .disorder where oid == .ifDescr.appending(2): return varBind(.ifDescr.appending(4))
        case .disorder where oid == .ifDescr.appending(4): return varBind(.ifDescr.appending(3))
        case .disorder where oid == .ifDescr.appending(3): return varBind(.ifDescr.appending(5))
        default: break
        }
        var position = tree.position(after: oid)
        while let found = position, !exists(tree.oid(at: found)) {
            position = tree.position(after: tree.oid(at: found))
        }
        return position.map { tree.varBind(at: $0, of: device) }
    }

    private func varBind(_ oid: OID) -> VarBind? {
        tree.position(of: oid).map { tree.varBind(at: $0, of: device) }
    }

    private func isBroken(_ oid: OID) -> Bool {
        fault == .brokenInside && oid.hasPrefix(.ifDescr) && !(oid < .ifDescr.appending(8))
    }
}

extension VarBind {
    /// At least what it takes in a message.
    fileprivate var sizeBound: Int {
        let contents =
            switch value {
            case .octetString(let string), .ipAddress(let string), .opaque(let string), .other(_, let string):
                string.count
            case .oid(let oid): oid.byteCount
            default: 9
            }
        return oid.byteCount + contents + 12
    }
}
