import type { Response } from "express"
import type { FaultState } from "../faults/rules"
import type { ApiAnswer } from "./endpoint"

/** Sends the answer, spoiled in the way that the fault asks for. */
export function sendAnswer(response: Response, answer: ApiAnswer, version: number, fault: FaultState | undefined): void {
  response.status(answer.status)
  response.set("X-Aplazame-Media-Type", `aplazame.v${version}`)
  response.set(answer.headers ?? {})
  response.set(fault?.headers ?? {})
  if (fault?.malformed) return sendMalformed(response, answer, fault.malformed)
  if (answer.body === undefined) {
    response.end()
    return
  }
  response.set("Content-Type", "application/json; charset=utf-8")
  response.end(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body))
}

function sendMalformed(response: Response, answer: ApiAnswer, kind: NonNullable<FaultState["malformed"]>): void {
  // A 204 may not have a body, so rubbish in its place is sent as a 200.
  if (answer.status === 204) response.status(200)
  const json = JSON.stringify(answer.body ?? { id: "0".repeat(32) })
  if (kind === "html") {
    response.set("Content-Type", "text/html; charset=utf-8").end("<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>")
    return
  }
  response.set("Content-Type", "application/json; charset=utf-8")
  switch (kind) {
    case "json":
      response.end(`${json.slice(0, -1)},,`)
      return
    case "empty":
      response.end()
      return
    case "wrong_type":
      response.end(JSON.stringify(["this", "is", "not", "the", "object", 1]))
      return
    case "truncated":
      response.set("Content-Length", String(Buffer.byteLength(json)))
      response.write(json.slice(0, Math.floor(json.length / 2)))
      setTimeout(() => response.destroy(), 20)
  }
}
