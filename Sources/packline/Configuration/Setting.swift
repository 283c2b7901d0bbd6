/// Everything that can be set to one value.
///
/// One table: its name in the configuration file, its variable, and what it is for. What takes more than a value has a
/// section of its own: `ParameterSection`, `CommandSection` and `AliasSection`.
enum Setting: String, CaseIterable {
    case url = "oms.url"
    case token = "oms.token"
    case tokenFile = "oms.token_file"
    case tokenCommand = "oms.token_command"
    case scheme = "oms.scheme"
    case loginURL = "oms.login_url"
    case username = "oms.username"
    case password = "oms.password"
    case allowHTTP = "oms.allow_http"
    case certificateAuthorities = "oms.ca_file"
    case station = "station.name"
    case location = "station.location"
    case packer = "station.packer"
    case force = "station.force"
    case packWhenComplete = "station.pack_when_complete"
    case modeTimeout = "station.mode_timeout"
    case timeZone = "station.time_zone"
    case language = "station.language"
    case stateFolder = "station.state_folder"
    case soundCommand = "station.sound_command"
    case theme = "theme"
    case escapeDelay = "terminal.escape_delay_ms"
    case doubleRead = "scanner.double_read_ms"
    case pauseEndsFrame = "scanner.pause_ends_frame"
    case machineGap = "scanner.machine_gap_ms"
    case pause = "scanner.pause_ms"
    case layout = "scanner.layout"
    case groupSeparator = "scanner.group_separator"
    case prefix = "scanner.prefix"
    case suffix = "scanner.suffix"
    case commandBody = "commands.body"
    case printCommand = "documents.print_command"
    case documentFolder = "documents.folder"
    case automaticLabels = "labels.auto"
    case labelConfirmation = "labels.confirm"
    case labelsLateAfter = "labels.late_after"
    case webhooks = "webhooks.address"
    case webhookSecret = "webhooks.secret"
    case webhookSecretFile = "webhooks.secret_file"
    case webhookSecretCommand = "webhooks.secret_command"
    case webhookRetry = "webhooks.retry_countdown"

    /// The environment variable that sets it: `oms.url` is `PACKLINE_OMS_URL`.
    var variable: String { "PACKLINE_" + rawValue.uppercased().replacing(".", with: "_") }

    /// Whether only its owner may read it.
    var isSecret: Bool { self == .token || self == .password || self == .webhookSecret }

    /// The option that sets it, where there is one.
    var option: String { self == .webhooks ? "--webhooks" : "--" + (rawValue.split(separator: ".").last ?? "") }

    /// What it must be, for people.
    var expected: String {
        switch self {
        case .url: "the OMS's URL, such as https://{customer}-oms.akinon.net/api/v1/oms"
        case .token: "a token of the OMS"
        case .tokenFile: "the path of a file with the token, which only you may read (mode 0600)"
        case .tokenCommand: "a command that prints the token"
        case .scheme: "Bearer or Token"
        case .loginURL: "the URL that gives tokens for a user name and a password"
        case .username, .password: "what the login URL takes"
        case .allowHTTP: "true to allow http:// to another machine, else false"
        case .certificateAuthorities: "the path of a PEM file with the certificate authorities to trust"
        case .station: "what the bench is called, such as bench 3"
        case .location: "the ERP code of the stock location, such as 369"
        case .packer: "who packs"
        case .force: "never, confirm or always: whether a package may be packed with unchecked items"
        case .packWhenComplete: "true to pack as soon as the last item is checked, else false"
        case .modeTimeout: "minutes up to 1440 without a scan after which a mode for many packages ends, or never"
        case .timeZone: "a time zone, such as Europe/Istanbul"
        case .language: "tr or en: the language in which people are told things"
        case .stateFolder: "the folder that keeps the mirror, the outbox and the journal"
        case .soundCommand: "a command that plays a sound; $1 in it is ok, wrong, done, ignored or notice"
        case .theme: "dark, light, high-contrast, mono, or the path of a theme"
        case .escapeDelay: "milliseconds up to 5000 to wait behind an Esc for the rest of a key"
        case .doubleRead: "milliseconds within which the same code is a double read, 0 for never"
        case .pauseEndsFrame: "true for a scanner that sends no Enter, else false"
        case .machineGap: "milliseconds from 1 to 1000 between two characters, faster than any person types"
        case .pause: "milliseconds up to 10000 after which a scan is over, more than scanner.machine_gap_ms"
        case .layout: "the keyboard layout of this computer: us, tr-q, tr-f, fr, de or be"
        case .groupSeparator: "a sign that the scanner sends for a group separator, such as | or <GS>"
        case .prefix, .suffix: "what the scanner puts around each code"
        case .printCommand: "a command that prints the HTML on its standard input, such as w3m -dump -T text/html | lp"
        case .documentFolder: "the folder that documents are saved in"
        case .automaticLabels: "packed or never: whether the label of a package that was packed here prints by itself"
        case .labelConfirmation: "never, ask or always: whether a printed label is to be scanned back"
        case .labelsLateAfter: "how long a label may take before it counts as late, such as 90s or 2m, a day at most"
        case .webhooks: "an address and a port to receive webhooks on, such as 0.0.0.0:8766"
        case .webhookSecret: "what the OMS signs its events with"
        case .webhookSecretFile: "the path of a file with the webhook secret, which only you may read (mode 0600)"
        case .webhookSecretCommand: "a command that prints the webhook secret"
        case .webhookRetry:
            "seconds between two tries of the OMS, such as 60, or as it takes it, such as "
                + #"{"choice": "exponential", "kwargs": {"base": 2, "limit": 600}}"#
        case .commandBody:
            "nested or flat: whether a command's values stand in input_parameters or beside the transition"
        }
    }
}

/// A value as it was set, and where.
struct SetValue {
    /// The value, unread.
    let text: String
    /// Where it stands, for messages: a file and its line, a variable, an option.
    let origin: String
    /// Whether it was given as an option, which comes before everything else.
    var isOption = false
}
