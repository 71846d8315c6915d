import type { JsxChild, Node, SourceFile } from "ts-morph"

/** The library that reads the shop's code. It is loaded by `init` alone: see tools.ts. */
export type Morph = typeof import("ts-morph")

/** What a codemod makes of a file: the new text, nothing to do, or a file that is not as it expects. */
export type Outcome = { text: string } | "already" | "unexpected"

/** A file's text as a tree. All that an edit does not touch stays as it is, to the byte. */
export function parse(morph: Morph, name: string, text: string): SourceFile {
  const project = new morph.Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true, compilerOptions: { allowJs: true, jsx: morph.ts.JsxEmit.Preserve } })
  return project.createSourceFile(`/${name}`, text)
}

/** How a file is written: its quotes, and whether its lines end in semicolons. */
export function styleOf(file: SourceFile): { quote: '"' | "'"; semi: ";" | "" } {
  const first = file.getImportDeclarations()[0]?.getText() ?? file.getText()
  return { quote: /["']/.exec(first)?.[0] === "'" ? "'" : '"', semi: first.trimEnd().endsWith(";") ? ";" : "" }
}

/** Imports names of a module: in the import that is there, or one of their own after the others. */
export function addImport(file: SourceFile, module: string, names: readonly string[]): void {
  const known = file.getImportDeclaration((one) => one.getModuleSpecifierValue() === module && !one.isTypeOnly() && one.getNamespaceImport() === undefined)
  if (known) {
    const there = known.getNamedImports().map((one) => one.getName())
    known.addNamedImports(names.filter((name) => !there.includes(name)))
    return
  }
  const { quote, semi } = styleOf(file)
  const line = `import { ${names.join(", ")} } from ${quote}${module}${quote}${semi}`
  addLine(file, line, file.getImportDeclarations().at(-1))
}

/** A line after another one, else at the top: below a directive, which counts in the first place only. */
export function addLine(file: SourceFile, line: string, last: Node | undefined): void {
  const directive = file.getStatements().find((one) => /^["']use \w+["'];?$/.test(one.getText()))
  if (last) file.insertText(last.getEnd(), `\n${line}`)
  else if (directive) file.insertText(directive.getEnd(), `\n\n${line}`)
  else file.insertText(0, `${line}\n\n`)
}

/** The white space that the line of a node begins with. */
export function indentOf(node: Node): string {
  const text = node.getSourceFile().getFullText()
  const lineStart = text.lastIndexOf("\n", node.getStart() - 1) + 1
  return /^[ \t]*/.exec(text.slice(lineStart, node.getStart()))?.[0] ?? ""
}

const standsAlone = (node: Node): boolean => {
  const text = node.getSourceFile().getFullText()
  return text.slice(text.lastIndexOf("\n", node.getStart() - 1) + 1, node.getStart()).trim() === ""
}

/** A node's text, moved to the right; a text over several lines in it would change with it, so that it stays where it is. */
function deeper(node: Node): string {
  const text = node.getText()
  return text.includes("`") ? text : text.replaceAll(/\n(?=.)/g, "\n  ")
}

/** A piece of JSX inside another element. */
export function wrapped(node: JsxChild, open: string, close: string): string {
  if (!standsAlone(node)) return `${open}${node.getText()}${close}`
  const indent = indentOf(node)
  return `${open}\n${indent}  ${deeper(node)}\n${indent}${close}`
}

/** Puts a text in a node's place, as it is: the library's own way would indent it anew. */
export function replace(node: Node, text: string): void {
  node.getSourceFile().replaceText([node.getStart(), node.getEnd()], text)
}
