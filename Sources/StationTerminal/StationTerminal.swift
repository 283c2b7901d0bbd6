// StationTerminal: keys in, cells out.
//
// It knows: how a state looks (`Canvas`, a grid of cells, a plain value), how roles are coloured (`Theme`), what keys are
// called (`Key`), and one terminal (`TerminalScreen`, `TerminalEvents`). How wide text is, `TerminalText` knows.
// It must not know: HTTP, SQL, or what a scan means. Curses stays inside `Terminal/`; drawing never does I/O.
