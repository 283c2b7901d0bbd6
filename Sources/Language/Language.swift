// Everything that people read, in their language: phrases by key with named arguments, catalogs of their texts, plural
// forms, numbers and dates.
//
// It knows no packages, no screens and no files: it imports nothing. A `Phrase` says what is meant and can be compared;
// a `Localizer` makes it a text, at the edge.
