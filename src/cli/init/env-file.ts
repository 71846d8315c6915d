import { existsSync, readFileSync } from "node:fs"

/** A variable, and what is said of it in the file. */
export type Variable = { name: string; value: string; comment: string }

/** Lines that were empty assignments, and what they were. */
export type Filled = Record<string, string>

const assignment = (name: string): RegExp => new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=(.*)$`, "m")

/**
 * Adds the variables that a file of the environment does not have, at its end. One that is there keeps its value,
 * unless it is empty and a value is to be given.
 * @returns the new text, the lines in it that were not there, and which of them took the place of an empty one
 */
export function addVariables(text: string, variables: readonly Variable[]): { text: string; added: string[]; filled: Filled } {
  const added: string[] = []
  const filled: Filled = {}
  let changed = text
  const missing: string[] = []
  for (const { name, value, comment } of variables) {
    const there = assignment(name).exec(changed)
    if (!there) {
      missing.push(`# ${comment}`, `${name}=${value}`)
    } else if (value !== "" && (there[1] ?? "").trim() === "") {
      const line = `${there[0].trimEnd()}${value}`
      changed = changed.replace(assignment(name), line)
      added.push(line)
      filled[line] = there[0]
    }
  }
  if (missing.length === 0) return { text: changed, added, filled }
  const block = ["# Aplazame", ...missing]
  const before = changed === "" || changed.endsWith("\n") ? changed : `${changed}\n`
  return { text: `${before}${before === "" ? "" : "\n"}${block.join("\n")}\n`, added: [...added, ...block], filled }
}

/** Names of the variables that a file gives another value. */
export const givenOtherwise = (text: string, variables: readonly Variable[]): string[] => variables.filter(({ name, value }) => ![undefined, "", value].includes(value && assignment(name).exec(text)?.[1]?.trim())).map(({ name }) => name)

/** Takes lines out again, each once, or empties those that were filled; those that somebody has changed stay. */
export function removeLines(text: string, lines: readonly string[], filled: Filled = {}): string {
  const left = [...lines]
  const kept = text.split("\n").flatMap((line) => {
    const index = left.indexOf(line)
    if (index < 0) return [line]
    left.splice(index, 1)
    return filled[line] ?? []
  })
  return `${kept.join("\n").trimEnd()}\n`
}

/** The names of the variables in a file of the environment. */
export const variableNames = (file: string): string[] => [...readFileSync(file, "utf8").matchAll(/^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=/gm)].map(([, name = ""]) => name)

/** Whether a file of the environment gives a variable a value; false where there is no such file. */
export const givesValue = (file: string, name: string): boolean => existsSync(file) && /^["']?[^"'\s#]/.test(assignment(name).exec(readFileSync(file, "utf8"))?.[1]?.trim() ?? "")
