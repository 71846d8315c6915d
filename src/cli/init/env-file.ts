import { existsSync, readFileSync } from "node:fs"

/** A variable, and what is said of it in the file. */
export type Variable = { name: string; value: string; comment: string }

const assignment = (name: string): RegExp => new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=(.*)$`, "m")

/**
 * Adds the variables that a file of the environment does not have, at its end. One that is there keeps its value,
 * unless it is empty and a value is to be given.
 * @returns the new text, and the lines in it that were not there
 */
export function addVariables(text: string, variables: readonly Variable[]): { text: string; added: string[] } {
  const added: string[] = []
  let changed = text
  const missing: string[] = []
  for (const { name, value, comment } of variables) {
    const line = `${name}=${value}`
    const there = assignment(name).exec(changed)
    if (!there) {
      missing.push(`# ${comment}`, line)
    } else if (value !== "" && (there[1] ?? "").trim() === "") {
      changed = changed.replace(assignment(name), line)
      added.push(line)
    }
  }
  if (missing.length === 0) return { text: changed, added }
  const block = ["# Aplazame", ...missing]
  const before = changed === "" || changed.endsWith("\n") ? changed : `${changed}\n`
  return { text: `${before}${before === "" ? "" : "\n"}${block.join("\n")}\n`, added: [...added, ...block] }
}

/** Takes lines out again, each once; those that somebody has changed stay. */
export function removeLines(text: string, lines: readonly string[]): string {
  const left = [...lines]
  const kept = text.split("\n").filter((line) => {
    const index = left.indexOf(line)
    if (index < 0) return true
    left.splice(index, 1)
    return false
  })
  return `${kept.join("\n").trimEnd()}\n`
}

/** The names of the variables in a file of the environment. */
export const variableNames = (file: string): string[] => [...readFileSync(file, "utf8").matchAll(/^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=/gm)].map(([, name = ""]) => name)

/** Whether a file of the environment gives a variable a value; false where there is no such file. */
export const givesValue = (file: string, name: string): boolean => existsSync(file) && /^["']?[^"'\s#]/.test(assignment(name).exec(readFileSync(file, "utf8"))?.[1]?.trim() ?? "")
