// JSON over HTTP, for the seed and the scripted demo: says which call failed and with what.

/** An answer that was not the expected one. */
export class ApiError extends Error {
  constructor(method, path, status, body) {
    const text = typeof body === "string" ? body : JSON.stringify(body)
    super(`${method} ${path.split("?")[0]} answered ${status}: ${text.slice(0, 600)}`)
    this.name = "ApiError"
    this.status = status
    this.body = body
  }
}

/**
 * @param {string} base address without a slash at the end
 * @param {Record<string, string>} [headers] sent with every call
 */
export function createApi(base, headers = {}) {
  async function call(method, path, body) {
    const response = await fetch(base + path, {
      method,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    })
    const text = await response.text()
    let answer = text
    try {
      answer = JSON.parse(text)
    } catch {
      // not JSON: kept as text for the error
    }
    return { status: response.status, ok: response.ok, body: answer }
  }

  async function expectOk(method, path, body) {
    const answer = await call(method, path, body)
    if (!answer.ok) throw new ApiError(method, path, answer.status, answer.body)
    return answer.body
  }

  return {
    call,
    get: (path) => expectOk("GET", path),
    post: (path, body = {}) => expectOk("POST", path, body),
    put: (path, body = {}) => expectOk("PUT", path, body),
    patch: (path, body = {}) => expectOk("PATCH", path, body),
    delete: (path) => expectOk("DELETE", path),
    /** The same server with more headers, e.g. a customer's token. */
    with: (more) => createApi(base, { ...headers, ...more }),
    base,
  }
}

/** An Authorization header. */
export const bearer = (token) => ({ authorization: `Bearer ${token}` })
