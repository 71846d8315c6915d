import { readText, type Filled } from "./changes"

/** A variable, and what is said of it in the file. */
export type Variable = { name: string; value: string; comment: string }

const assignment = (name: string): RegExp => new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=(.*)$`, "m")

/**
 * Adds the variables that a file of the environment does not have, at its end. One that is there keeps its value,
 * unless it is empty and a value is to be given.
 * @returns the new text, the lines in it that were not there, which of them took the place of an empty one, and what stands at its end now
 */
export function addVariables(text: string, variables: readonly Variable[]): { text: string; added: string[]; filled: Filled; end: string } {
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
  if (missing.length === 0) return { text: changed, added, filled, end: "" }
  const block = ["# Aplazame", ...missing]
  const end = `${changed === "" ? "" : changed.endsWith("\n") ? "\n" : "\n\n"}${block.join("\n")}\n`
  return { text: changed + end, added: [...added, ...block], filled, end }
}

/** A variable's value, as it stands in a file. */
export const valueOf = (text: string, name: string): string | undefined => assignment(name).exec(text)?.[1]?.trim()

/** Names of the variables that a file gives another value. */
export const givenOtherwise = (text: string, variables: readonly Variable[]): string[] => variables.filter(({ name, value }) => ![undefined, "", value].includes(value && valueOf(text, name))).map(({ name }) => name)

/** Takes lines out again, each once, or empties those that were filled; those that somebody has changed stay. @param end what was put at the text's end */
export function removeLines(text: string, lines: readonly string[], filled: Filled = {}, end?: string): string {
  const isWhole = end !== undefined && text.endsWith(end)
  const left = isWhole ? Object.keys(filled) : [...lines]
  const kept = (isWhole ? text.slice(0, text.length - end.length) : text).split("\n").flatMap((line) => {
    const index = left.indexOf(line)
    if (index < 0) return [line]
    left.splice(index, 1)
    return filled[line] ?? []
  })
  return isWhole || kept.join("\n") === text ? kept.join("\n") : `${kept.join("\n").trimEnd()}\n`
}

/** The names of the variables in a file of the environment. */
export const variableNames = (file: string): string[] => [...(readText(file) ?? "").matchAll(/^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=/gm)].map(([, name = ""]) => name)

/** Whether a file of the environment gives a variable a value; false where there is no such file. */
export const givesValue = (file: string, name: string): boolean => /^["']?[^"'\s#]/.test(valueOf(readText(file) ?? "", name) ?? "")
