/// What the screen shows, and where the cursor is.
struct ScreenState: Equatable, Sendable {
    /// Which pane the arrow keys move in.
    var focus = StationModel.Focus.list
    /// What fills the screen.
    var page = StationModel.Page.work
    /// Whether it was said what keeps from leaving, and nothing else was done since.
    var isLeavingAsked = false
    /// The first line shown of a page that is longer than the screen.
    private(set) var pageTop = 0
    /// How many lines the panes have.
    private(set) var viewport = Viewport(listRows: 20, detailRows: 20, isWide: true)

    /// Shows a page, or the work where it is shown already.
    mutating func togglePage(_ page: StationModel.Page) { self.page = self.page == page ? .work : page }

    /// Shows a page from its first line.
    mutating func showFromTop(_ page: StationModel.Page) { (self.page, pageTop) = (page, 0) }

    /// A page is left where it was: the next one begins at its first line.
    mutating func resetPageTop() { if page == .work { pageTop = 0 } }

    /// Moves a page by lines, as far as it goes.
    mutating func scrollPage(by lines: Int) {
        pageTop = min(max(0, pageTop + lines), max(0, viewport.pageLength - viewport.pageRows))
    }

    /// Takes a new size; where the panes no longer stand side by side, the open package is the one that stays.
    mutating func resize(to viewport: Viewport, isPackageOpen: Bool = false) {
        if self.viewport.isWide, !viewport.isWide, isPackageOpen { focus = .detail }
        self.viewport = viewport
    }
}
