// TerminalText: text that is safe for a terminal.
//
// It knows how many columns a text takes (`GlyphWidth`), what it is made of (`Glyphs`), and how what would control a
// terminal is made visible (`VisibleText`).
// It must not know what a text is about, where it comes from, or how it is drawn or written. It imports nothing but the
// standard library.
