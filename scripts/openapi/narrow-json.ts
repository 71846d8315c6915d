const WIDTH = 2_000

/** JSON in which whatever fits on a long line stands on one: the file is in the package, and light. What a person reads is docs/api.md. */
export function narrowJson(value: unknown, indent = ""): string {
  const line = JSON.stringify(value)
  if (typeof value !== "object" || value === null || indent.length + line.length <= WIDTH) return line
  const deeper = `${indent} `
  const parts = Array.isArray(value)
    ? value.map((one) => deeper + narrowJson(one, deeper))
    : Object.entries(value).filter(([, one]) => one !== undefined).map(([name, one]) => `${deeper}${JSON.stringify(name)}: ${narrowJson(one, deeper)}`)
  const [open, close] = Array.isArray(value) ? "[]" : "{}"
  return `${open}\n${parts.join(",\n")}\n${indent}${close}`
}
