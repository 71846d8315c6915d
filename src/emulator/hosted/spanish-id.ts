const LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"

export interface SpanishId { number: string; type: "nif" | "nie" }

/** Reads a DNI or NIE with its check letter (number modulo 23); undefined when it is not one. Spaces, dots and dashes are let go. */
export function readSpanishId(text: string): SpanishId | undefined {
  const plain = text.toUpperCase().replace(/[\s.-]/g, "")
  const match = /^([XYZ]?)(\d{7,8})([A-Z])$/.exec(plain)
  if (!match) return undefined
  const [, prefix = "", digits = "", letter = ""] = match
  if (digits.length !== (prefix === "" ? 8 : 7)) return undefined
  const value = Number(`${prefix === "" ? "" : "XYZ".indexOf(prefix)}${digits}`)
  return LETTERS[value % 23] === letter ? { number: plain, type: prefix === "" ? "nif" : "nie" } : undefined
}

export type Outcome = "refused" | "challenge" | "accepted"

/** docs: Aplazame API, sandbox test data: `99999998T` is denied, `99999995C` pending, any other valid one accepted. */
export function outcomeOf(id: SpanishId): Outcome {
  if (id.number === "99999998T") return "refused"
  return id.number === "99999995C" ? "challenge" : "accepted"
}
