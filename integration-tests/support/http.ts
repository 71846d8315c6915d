import { asDescribed } from "./as-described"

export type Answer<T = Record<string, any>> = { status: number; body: T; headers: Headers }

/** A tiny HTTP client that never throws on a status: tests say what they expect. */
export class Http {
  constructor(
    readonly base: string,
    private readonly headers: Record<string, string> = {}
  ) {}

  with(headers: Record<string, string>): Http {
    return new Http(this.base, { ...this.headers, ...headers })
  }

  /** The same at another address. */
  at(base: string): Http {
    return new Http(base, this.headers)
  }

  get<T = Record<string, any>>(path: string): Promise<Answer<T>> {
    return this.send<T>("GET", path)
  }

  post<T = Record<string, any>>(path: string, body: unknown = {}): Promise<Answer<T>> {
    return this.send<T>("POST", path, body)
  }

  delete<T = Record<string, any>>(path: string): Promise<Answer<T>> {
    return this.send<T>("DELETE", path)
  }

  async send<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    const res = await fetch(this.base + path, {
      method,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...this.headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    })
    const text = await res.text()
    let parsed: unknown = text
    try {
      parsed = JSON.parse(text)
    } catch {
      // not JSON: the test sees the text
    }
    asDescribed({ method, path, status: res.status, body: parsed })
    return { status: res.status, body: parsed as T, headers: res.headers }
  }

  /** The body of an answer that must be a success. */
  async ok<T = Record<string, any>>(answer: Promise<Answer<T>>): Promise<T> {
    const { status, body } = await answer
    if (status < 200 || status > 299) throw new Error(`${this.base}: ${status} ${JSON.stringify(body).slice(0, 600)}`)
    return body
  }
}
