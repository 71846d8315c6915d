import type { ApiVersion } from "./request"

/** The Accept header is the only switch between test and live orders. docs: Aplazame API, "test environment". */
function acceptHeader(sandbox: boolean, version: ApiVersion): string {
  return `application/vnd.aplazame.${sandbox ? "sandbox." : ""}v${version}+json`
}

/** All headers of a call. `Accept-Language: es` as in Aplazame's own plugins: error texts come in Spanish. */
export function buildHeaders(input: {
  bearer: string
  sandbox: boolean
  version: ApiVersion
  userAgent: string
  requestId: string
}): Record<string, string> {
  return {
    Authorization: `Bearer ${input.bearer}`,
    Accept: acceptHeader(input.sandbox, input.version),
    "Accept-Language": "es",
    "Content-Type": "application/json",
    "User-Agent": input.userAgent,
    "X-Request-Id": input.requestId,
  }
}

/**
 * Whether an answer comes from Aplazame itself and not from something in between.
 * docs: Aplazame API: `X-Aplazame-Media-Type: aplazame.v1`; the oldest docs have the vendor type as Content-Type.
 */
export function bearsAplazameMark(header: (name: string) => string): boolean {
  return (
    /^aplazame\./i.test(header("x-aplazame-media-type").trim()) ||
    /^application\/vnd\.aplazame\./i.test(header("content-type").trim())
  )
}
