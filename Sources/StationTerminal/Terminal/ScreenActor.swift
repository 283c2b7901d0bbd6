/// The actor of all that touches the terminal: the station's state, its drawing, and curses.
///
/// Its jobs run on the one thread that also waits for the terminal, so a key is read, answered and drawn by the thread
/// that it wakes. On the main actor it would pass libdispatch's event thread and then a worker: two hand-overs more.
@globalActor
public actor ScreenActor {
    /// The one there is, as there is one terminal.
    public static let shared = ScreenActor()

    nonisolated let thread = ScreenThread()

    /// Runs the actor's jobs on its thread.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }
}
