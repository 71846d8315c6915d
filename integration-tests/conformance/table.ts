import type { Outcome } from "./bench"

const MARKS = { all: "●", some: "◐", none: "○" } as const

const INTRO = `# Conformance

What Aplazame's documents, SDKs and plugins send, replayed: as it is written against the emulator, and by the typed client, whose address and body must be the document's. ● every example passes, ◐ some do, ○ none does or there is no such call. Written by \`npm run test:conformance\`; a unit test compares it.
`

/** The page docs/conformance.md. */
export function conformancePage(outcomes: readonly Outcome[]): string {
  const rows = [...new Set(outcomes.map(({ example }) => example.endpoint))].map((endpoint) => {
    const here = outcomes.filter(({ example }) => example.endpoint === endpoint)
    const sources = [...new Set(here.flatMap(({ example }) => example.source.split(", ")))].join(", ")
    return `| ${endpoint} | ${sources} | ${here.length} | ${mark(here.map((one) => one.emulator))} | ${mark(here.map((one) => one.client))} |`
  })
  return [INTRO, "| endpoint | source | examples | emulator | client |", "|---|---|---|---|---|", ...rows, ""].join("\n")
}

function mark(problems: readonly (readonly string[] | null)[]): string {
  const passed = problems.filter((one) => one?.length === 0).length
  return passed === problems.length ? MARKS.all : passed > 0 ? MARKS.some : MARKS.none
}
