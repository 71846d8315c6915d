/** Runs one piece of work at a time, in the order of asking. */
export class Mutex {
  private tail: Promise<unknown> = Promise.resolve()

  async run<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.tail.then(work)
    this.tail = turn.catch(() => undefined)
    return turn
  }
}
