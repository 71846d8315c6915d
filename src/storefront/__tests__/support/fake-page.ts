/** How the shopper leaves Aplazame's window; `throws`: the SDK breaks instead; `stays`: they leave it open. */
export type Leaves = "onSuccess" | "onPending" | "onKO" | "onDismiss" | "onError" | "throws" | "stays"

type Callbacks = Record<string, () => void>
type Global = { window?: unknown; document?: unknown }

const SHOPPER_MS = 30_000

/** As much of a page as the helper needs: a head that takes scripts, Aplazame's window, events and a language. */
export class FakePage {
  leaves: Leaves = "onSuccess"
  /** What happens in the world while the window is open. */
  meanwhile: () => void = () => undefined
  /** A blocker keeps aplazame.js away. */
  blocked = false
  lang = ""
  hidden = false
  /** What `document.createElement` gives. */
  makes: (name: string) => { remove(): void } = () => ({ remove: () => undefined })
  readonly opened: string[] = []
  readonly scripts: string[] = []
  private readonly listeners = new Map<string, Set<() => void>>()
  private readonly before: Global

  constructor() {
    const here = globalThis as Global
    this.before = { window: here.window, document: here.document }
    const listen = {
      addEventListener: (name: string, listener: () => void) => void this.of(name).add(listener),
      removeEventListener: (name: string, listener: () => void) => void this.of(name).delete(listener),
    }
    here.window = { ...listen }
    const document = {
      ...listen,
      documentElement: Object.defineProperty({}, "lang", { get: () => this.lang }),
      createElement: (name: string) => this.makes(name),
      head: { append: (script: { src: string; onerror: () => void }) => this.load(script) },
    }
    here.document = Object.defineProperty(document, "hidden", { get: () => this.hidden })
  }

  emit(name: string): void {
    for (const listener of [...this.of(name)]) listener()
  }

  listening(): number {
    return [...this.listeners.values()].reduce((sum, set) => sum + set.size, 0)
  }

  /** A reload: the scripts of the page are gone. */
  remove(): void {
    Object.assign(globalThis, this.before)
  }

  private of(name: string): Set<() => void> {
    const found = this.listeners.get(name) ?? new Set()
    this.listeners.set(name, found)
    return found
  }

  private load(script: { src: string; onerror: () => void }): void {
    this.scripts.push(script.src)
    void Promise.resolve().then(() => {
      if (this.blocked) return script.onerror()
      const here = (globalThis as unknown as { window: { aplazame: unknown } }).window
      const waiting = here.aplazame as ((sdk: unknown) => void)[]
      const sdk = { checkout: (id: string, callbacks: Callbacks) => this.checkout(id, callbacks) }
      here.aplazame = sdk
      waiting.forEach((run) => run(sdk))
    })
  }

  private checkout(id: string, callbacks: Callbacks): void {
    this.opened.push(id)
    const { leaves } = this
    if (leaves === "throws") throw new Error("aplazame.checkout is not a function")
    if (leaves === "stays") return
    setTimeout(() => {
      this.meanwhile()
      callbacks[leaves]!()
    }, SHOPPER_MS)
  }
}

/** Lets the fake clock run until a promise is settled. */
export async function soon<T>(promise: Promise<T>, longestMs = 200_000): Promise<T> {
  let over = false
  void promise.then(
    () => (over = true),
    () => (over = true)
  )
  for (let ms = 0; !over && ms < longestMs; ms += 50) await jest.advanceTimersByTimeAsync(50)
  if (!over) throw new Error(`not settled after ${longestMs} ms of the fake clock`)
  return promise
}
