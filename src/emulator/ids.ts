import { randomBytes } from "node:crypto"

/** A fresh identifier of 32 hexadecimal characters, the form of every Aplazame id (docs: Aplazame API, notification payload). */
export function newHexId(): string {
  return randomBytes(16).toString("hex")
}
