import { readFileSync } from "node:fs"
import { join } from "node:path"
import { en } from "../../src/admin/i18n/en"

type Tree = { readonly [key: string]: string | Tree }

const ROOT = join(__dirname, "..", "..")
/** The pages that tell an operator what to press. */
const PAGES = ["docs/operations.md", "docs/admin.md", "docs/what-happens.md", "docs/hooks.md"]
/** Medusa's own buttons. */
const MEDUSAS = ["Capture payment", "Refund"]

const texts = (tree: Tree): string[] => Object.values(tree).flatMap((value) => (typeof value === "string" ? [value] : texts(value)))

const withoutCode = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, "").replace(/`[^`\n]*`/g, "")

/** What a page sets in italics: the words on a button. */
const pressed = (page: string): string[] => [...withoutCode(readFileSync(join(ROOT, page), "utf8")).matchAll(/(?<![*\w])\*([^*\s][^*]*?)\*(?!\*)/g)].flatMap(([, words]) => words ?? [])

describe("what the pages tell an operator to press", () => {
  const known = new Set([...texts(en as Tree), ...MEDUSAS])

  it.each(PAGES)("is on the admin's pages: %s", (page) => {
    expect(pressed(page).filter((words) => !known.has(words))).toEqual([])
  })

  it("is found in the pages", () => {
    expect(pressed("docs/operations.md").length).toBeGreaterThan(8)
  })
})
