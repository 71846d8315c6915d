/** Lets a stream's reader leave, as `head` does: what is written afterwards is lost, and the command goes on to its end. */
export function quietWhenClosed<Stream extends NodeJS.EventEmitter>(stream: Stream): Stream {
  return stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error
  })
}
