// The room that turns keystrokes into meaning.
//
// It knows what scanners send and what their codes say: frames, symbology identifiers, GTIN and SSCC, GS1, keyboard
// layouts, the station's own command and reason codes, and how Code 128 is drawn.
//
// It must not know packages, screens, files, networks or clocks. Everything here is a value; times come in as numbers,
// and the same input gives the same answer. It imports nothing but the standard library.
//
// Keystrokes become frames in `ScanFramer`, and a frame becomes a `ScannedCode` in `Barcode.read`.
