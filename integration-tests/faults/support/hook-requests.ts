import { Server, type IncomingMessage, type ServerResponse } from "node:http"
import { newLife, runInLife, type Life } from "./lives"

const PATH = "/hooks/aplazame/"

/**
 * Lets the request of a notification run in a process that dies at a half step. The dead one gives no answer:
 * its connection breaks, as Aplazame would see it.
 */
export class NotificationLives {
  private next: number | null = null
  /** The lives that were given, in order. */
  readonly given: Life[] = []

  constructor() {
    const emit = Server.prototype.emit
    const begin = (work: () => boolean, req: IncomingMessage, res: ServerResponse): boolean => this.begin(work, req, res)
    Server.prototype.emit = function (this: Server, event: string | symbol, ...args: unknown[]): boolean {
      const [req, res] = args
      const work = (): boolean => Reflect.apply(emit, this, [event, ...args])
      return event === "request" && isRequest(req) && isResponse(res) && req.url?.startsWith(PATH) ? begin(work, req, res) : work()
    }
  }

  /** The next notification dies at this half step; null: it lives. */
  diesAt(halfStep: number | null): void {
    this.next = halfStep
  }

  private begin(work: () => boolean, req: IncomingMessage, res: ServerResponse): boolean {
    const { life } = newLife(this.next)
    this.next = null
    this.given.push(life)
    const end = res.end.bind(res)
    Reflect.set(res, "end", (...args: unknown[]) => {
      if (!life.dead) return Reflect.apply(end, res, args)
      req.socket.destroy()
      return res
    })
    life.end = () => void req.socket.destroy()
    return runInLife(life, work)
  }
}

const isRequest = (value: unknown): value is IncomingMessage => typeof value === "object" && value !== null && "url" in value
const isResponse = (value: unknown): value is ServerResponse => typeof value === "object" && value !== null && "end" in value
