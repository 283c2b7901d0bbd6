/// An address as packages, stock locations and invoices have it.
struct AddressDocument {
    let id: Int64
    let place: FixturePlace
    let title: String
    let line: String
    let email: String?
    let phone: String?
    let person: FixtureCustomer?

    func write(to json: inout JSONText) {
        json.object { json in
            json.member("id", id)
            writePlace(to: &json)
            writeCustomer(to: &json)
            json.member("title", title)
            json.member("line", line)
            json.member("email", email)
            json.member("phone_number", phone)
            json.member("first_name", person?.first)
            json.member("last_name", person?.last)
            json.member("is_active", true)
        }
    }

    func writePlace(to json: inout JSONText) {
        json.object("city") { json in
            write(place.city, &json)
            json.member("country", place.country.id)
            rest(&json)
        }
        json.object("country") { json in
            write(place.country, &json)
            json.member("code", place.code)
            rest(&json)
        }
        json.object("township") { json in
            write(place.township, &json)
            json.member("city", place.city.id)
            rest(&json)
        }
        json.object("district") { json in
            write(place.district, &json)
            json.member("city", place.city.id)
            json.member("township", place.township.id)
            rest(&json)
        }
    }

    func writeCustomer(to json: inout JSONText) {
        json.object("customer", person) { json, person in
            json.member("pk", id)
            json.member("email", email)
            json.member("first_name", person.first)
            json.member("last_name", person.last)
            json.member("phone_number", phone)
            json.nulls("erp_code")
        }
    }

    private func write(_ region: FixturePlace.Region, _ json: inout JSONText) {
        json.member("pk", region.id)
        json.member("name", region.name)
    }

    private func rest(_ json: inout JSONText) {
        json.nulls("latitude", "longitude")
        json.member("is_active", true)
    }
}

extension FixtureLocation {
    /// The location's own address.
    var address: AddressDocument {
        AddressDocument(
            id: id, place: place, title: name, line: line, email: nil, phone: "0 232 777 97 21", person: nil)
    }

    func write(to json: inout JSONText) {
        json.object { json in
            json.member("id", id)
            json.member("name", name)
            json.member("erp_code", erpCode)
            json.member("address") { address.write(to: &$0) }
            json.array("tags", [kind]) { json, tag in
                json.object { $0.member("name", tag) }
            }
        }
    }
}
