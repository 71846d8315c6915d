// Spaces pack worse than tabs.
import fs from "node:fs"
import path from "node:path"
import ts from "typescript"

/** Between the first and the last part of a template literal, spaces at the beginning of a line are the text's own. */
function templates(code) {
  const found = []
  const visit = (node) => {
    if (ts.isTemplateLiteral(node)) found.push([node.getStart(), node.end])
    else ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile("code.js", code, ts.ScriptTarget.ESNext, true))
  return found
}

/**
 * Code with a tab for each level of its indentation.
 * @param {string} code indented by as many spaces as its first indented line that is no comment's
 */
function tabbed(code) {
  const [, unit] = /^( +)[^\s*]/m.exec(code) ?? []
  if (!unit) return code
  const texts = templates(code)
  return code.replaceAll(/^ +/gm, (spaces, at) => {
    if (texts.some(([start, end]) => at > start && at < end)) return spaces
    return "\t".repeat(Math.floor(spaces.length / unit.length)) + " ".repeat(spaces.length % unit.length)
  })
}

/** @param {string} folder whose files of code and of declarations are written with tabs */
export function indentByTabs(folder) {
  for (const name of fs.readdirSync(folder, { recursive: true })) {
    const file = path.join(folder, name)
    if (/\.m?js$|\.d\.ts$/.test(name)) fs.writeFileSync(file, tabbed(fs.readFileSync(file, "utf8")))
  }
}
