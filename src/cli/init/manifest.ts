/** What is added to a package.json. */
export type ManifestAddition = Partial<Record<"dependencies" | "devDependencies" | "scripts", Record<string, string>>>
type Manifest = Record<string, unknown>

const SECTIONS = ["dependencies", "devDependencies", "scripts"] as const
const indentOf = (text: string): string => /^([ \t]+)"/m.exec(text)?.[1] ?? "  "
const section = (manifest: Manifest, name: string): Record<string, string> => (manifest[name] ?? {}) as Record<string, string>
const write = (manifest: Manifest, text: string): string => `${JSON.stringify(manifest, null, indentOf(text))}${text.endsWith("\n") ? "\n" : ""}`

/**
 * Adds what a package.json does not have; what is there stays as it is. Packages stand in order, as package managers
 * write them.
 * @returns the new text, and what was added
 */
export function addToManifest(text: string, wanted: ManifestAddition): { text: string; added: ManifestAddition } {
  const manifest = JSON.parse(text) as Manifest
  const has = (name: string, key: string): boolean => (name === "scripts" ? key in section(manifest, name) : ["dependencies", "devDependencies"].some((one) => key in section(manifest, one)))
  const added: ManifestAddition = {}
  for (const name of SECTIONS) {
    const fresh = Object.entries(wanted[name] ?? {}).filter(([key]) => !has(name, key))
    if (fresh.length === 0) continue
    added[name] = Object.fromEntries(fresh)
    const entries = [...Object.entries(section(manifest, name)), ...fresh]
    manifest[name] = Object.fromEntries(name === "scripts" ? entries : entries.sort(([a], [b]) => (a < b ? -1 : 1)))
  }
  return { text: Object.keys(added).length > 0 ? write(manifest, text) : text, added }
}

/** Takes out again what was added; what somebody has changed since stays. */
export function removeFromManifest(text: string, added: ManifestAddition): string {
  const manifest = JSON.parse(text) as Manifest
  const whole = JSON.stringify(manifest)
  for (const name of SECTIONS) {
    const entries = section(manifest, name)
    for (const [key, value] of Object.entries(added[name] ?? {})) if (entries[key] === value) delete entries[key]
    if (added[name] && name in manifest && Object.keys(entries).length === 0) delete manifest[name]
  }
  return JSON.stringify(manifest) === whole ? text : write(manifest, text)
}
