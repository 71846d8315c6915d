const WIDTH = 8_000

/**
 * JSON in which whatever fits on a long line stands on one, without indentation: the file is in the package, and light. What a
 * person reads is docs/api.md.
 */
export function narrowJson(value: unknown): string {
  const line = JSON.stringify(value)
  if (typeof value !== "object" || value === null || line.length <= WIDTH) return line
  const parts = Array.isArray(value)
    ? value.map((one) => narrowJson(one))
    : Object.entries(value).filter(([, one]) => one !== undefined).map(([name, one]) => `${JSON.stringify(name)}:${narrowJson(one)}`)
  const [open, close] = Array.isArray(value) ? "[]" : "{}"
  return `${open}\n${parts.join(",\n")}\n${close}`
}
