/** What takes the place of a secret or a personal datum. */
const REDACTED = "[redacted]"

const LONGEST = 300

/** Shapes that never belong in a log. */
const PATTERNS: readonly RegExp[] = [
  // e-mail addresses, also url-encoded
  /[^\s"'<>(),;:=&?[\]{}]+(?:@|%40)[^\s"'<>(),;:=&?[\]{}]+/gi,
  // what follows Bearer, or a parameter that carries a key
  /\bBearer\s+[^\s"',;]+/gi,
  /\b(?:access_token|public[-_](?:api_)?key|private[-_](?:api_)?key|token|authorization)["']?\s*[=:]\s*["']?[^\s"'&,;]+/gi,
  // IBAN
  /\b[A-Z]{2}\d{2}(?: ?[0-9A-Z]{4}){3,7}(?: ?[0-9A-Z]{1,3})?\b/g,
  // Spanish identity numbers (DNI, NIE, CIF)
  /\b(?:\d{8}[A-Z]|[XYZ]\d{7}[A-Z]|[A-HJ-NP-SUVW]\d{7}[0-9A-J])\b/gi,
  // a DNI with dots, with its letter apart, or without it
  /(?<![0-9A-Za-z])\d{2}\.?\d{3}\.?\d{3}(?:[ -]?[A-Z])?(?![0-9A-Za-z])/gi,
  // phone and card numbers: 9 to 19 digits, perhaps in groups
  /(?<![0-9A-Za-z])\+?\d(?:[ .-]?\d){8,18}(?![0-9A-Za-z])/g,
]

/** What must not be in a text beyond what has a telling shape. */
export type ToHide = {
  /** Keys: taken out wherever they stand. */
  secrets?: readonly string[]
  /** Names, streets and the like: taken out as whole words, in any case. */
  personal?: readonly string[]
}

function wholeWords(text: string): RegExp {
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "giu")
}

/**
 * A text of Aplazame's made fit for a log: without what is to be hidden and without anything that looks like
 * an e-mail, a key, a phone, an identity or an account number; cut at 300 characters.
 */
export function scrub(text: string, hide: ToHide = {}): string {
  let clean = text
  for (const secret of hide.secrets ?? []) {
    if (secret === "") continue
    clean = clean.replaceAll(secret, REDACTED).replaceAll(encodeURIComponent(secret), REDACTED)
  }
  for (const pattern of PATTERNS) clean = clean.replace(pattern, REDACTED)
  for (const datum of hide.personal ?? []) clean = clean.replace(wholeWords(datum), REDACTED)
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST - 1)}…` : clean
}
