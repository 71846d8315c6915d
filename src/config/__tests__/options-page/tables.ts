import { runInNewContext } from "node:vm"
import { transformSync } from "@swc/core"

/** One line of a table, by the headings of its columns. */
export type Row = Record<string, string>

const cells = (line: string): string[] => line.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim().replaceAll("\\|", "|"))

/** The rows of all tables of a Markdown text whose first column is called `first`. */
export function rowsOf(text: string, first: string): Row[] {
  const rows: Row[] = []
  let heads: string[] | undefined
  for (const line of text.split("\n")) {
    if (!line.startsWith("|")) heads = undefined
    else if (heads === undefined) heads = cells(line)
    else if (heads[0] === first && !/^\|[-|]+$/.test(line)) rows.push(Object.fromEntries(heads.map((head, i) => [head, cells(line)[i] ?? ""])))
  }
  return rows
}

/** What a text says in code: `a` and `b`. */
export const codesOf = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code)

/** What the code of a cell means; an address stands for itself. */
export function valueOf(code: string): unknown {
  return /^https?:/.test(code) ? code : optionsOf(`value: ${code}`, {}).value
}

/** The options that a piece of `medusa-config.ts` writes, with an environment. */
export function optionsOf(code: string, env: Record<string, string>): Record<string, unknown> {
  const { code: plain } = transformSync(`options = {\n${code}\n}`, { jsc: { parser: { syntax: "typescript" }, target: "es2021" } })
  // what another realm makes is not equal to ours: hand it over as text
  return runInNewContext(`let options;${plain};copy(options)`, { process: { env }, copy: structuredClone }) as Record<string, unknown>
}

/** The `ts` blocks of a Markdown text, each with the bold words or the heading that it stands under. */
export function blocksOf(text: string): { about: string; code: string }[] {
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(({ 1: code = "", index }) => {
    const titles = [...text.slice(0, index).matchAll(/^(?:\*\*(.+?)\*\*|#+ (.+))/gm)]
    const [, bold, heading] = titles.at(-1) ?? []
    return { about: bold ?? heading ?? "", code }
  })
}
