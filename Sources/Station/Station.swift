// The target that knows what a packing station is.
//
// It knows the list and its filter, the open package and what has been checked of it, the prompt with its words and
// modes, what must be acknowledged, and what was queued. All of it is one value, `StationModel`: an event goes in, the
// state changes, and effects come out as values for the engine to run.
//
// It must not know curses, curl, SQL, files or clocks: the time comes in with each event. The whole station runs in a
// test with none of them.
