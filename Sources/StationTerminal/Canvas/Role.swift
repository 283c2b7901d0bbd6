/// What a piece of the screen means; a theme gives each role its colours and attributes.
///
/// No colour carries a meaning alone: whatever is drawn in `ok`, `wrong`, `done`, `warning` or `queued` has its word too.
public enum Role: String, CaseIterable, Sendable {
    /// Text.
    case text
    /// Text that stands out.
    case strong
    /// Text of less importance: labels, times, what is empty.
    case muted
    /// The bar at the top.
    case header
    /// What needs attention in the bar at the top.
    case headerAlert = "header_alert"
    /// The lines around a pane.
    case border
    /// The title in a border.
    case title
    /// The title of the pane that has the focus.
    case titleFocused = "title_focused"
    /// The heads of columns.
    case columnHead = "column_head"
    /// The mode before the prompt.
    case prompt
    /// What is typed at the prompt and in fields.
    case input
    /// A scan was right.
    case ok
    /// A scan was wrong, or something was refused.
    case wrong
    /// A package is finished.
    case done
    /// A warning that does not interrupt the work.
    case warning
    /// Accepted, and not yet known to be applied.
    case queued
    /// A key in the legend.
    case legendKey = "legend_key"
    /// What the key does.
    case legendLabel = "legend_label"
    /// The inside of a dialog.
    case dialog
    /// The lines around a dialog.
    case dialogBorder = "dialog_border"
    /// The title of a dialog.
    case dialogTitle = "dialog_title"
    /// The band of the last scan, where it was right.
    case bandOK = "band_ok"
    /// The band of what was wrong, or refused.
    case bandWrong = "band_wrong"
    /// The band of a package that is finished.
    case bandDone = "band_done"
    /// The band of what is accepted, and not yet known to be applied.
    case bandQueued = "band_queued"
    /// The band of what needs a thought, and of what was ignored.
    case bandWarning = "band_warning"
    /// The band of what was said besides.
    case bandNotice = "band_notice"
    /// The band of a mode: a package scan does something else than open the package.
    case bandMode = "band_mode"
}
