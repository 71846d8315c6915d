import type { Node, SourceFile } from "ts-morph"
import { addImport, addLine, indentOf, parse, replace, styleOf, type Morph, type Outcome } from "./source"

const PACKAGE = "medusa-payment-aplazame"
const CONFIG = `${PACKAGE}/config`

/** The options as a store has them in its configuration; `!` only where TypeScript reads it. */
function optionsText(indent: string, typed: boolean, quote: string): string {
  const must = typed ? "!" : ""
  return [
    "{",
    `  privateKey: process.env.APLAZAME_PRIVATE_KEY${must},`,
    `  publicKey: process.env.APLAZAME_PUBLIC_KEY${must},`,
    `  sandbox: process.env.APLAZAME_SANDBOX !== ${quote}false${quote},`,
    "  apiBaseUrl: process.env.APLAZAME_API_BASE_URL || undefined, // an emulator; without it, Aplazame",
    `  backendUrl: process.env.MEDUSA_BACKEND_URL${must}, // as Aplazame can reach it`,
    `  storefrontUrl: process.env.STOREFRONT_URL${must},`,
    "}",
  ].join(`\n${indent}`)
}

/** The configuration in a file: what it exports, since `defineConfig` may make a part of that, or be Vite's; else what the one `defineConfig` makes. */
function configuration(morph: Morph, file: SourceFile): Node | undefined {
  const assigned = file.getDescendantsOfKind(morph.SyntaxKind.BinaryExpression).filter((one) => one.getLeft().getText() === "module.exports")
  const exported = [...file.getExportAssignments().map((one) => one.getExpression()), ...assigned.map((one) => one.getRight())]
  const calls = file.getDescendantsOfKind(morph.SyntaxKind.CallExpression).filter((call) => /(^|\.)defineConfig$/.test(call.getExpression().getText()))
  const found = exported.length > 0 ? exported : calls
  return found.length === 1 ? found[0] : undefined
}

/** A file of CommonJS gets a `require` after those that it has. */
function addRequire(morph: Morph, file: SourceFile): void {
  const { semi } = styleOf(file)
  const required = file.getVariableStatements().filter((one) => one.getDescendantsOfKind(morph.SyntaxKind.CallExpression).some((call) => call.getExpression().getText() === "require"))
  const quote = required.at(-1)?.getText().includes("'") ? "'" : '"'
  const line = `const { withAplazame } = require(${quote}${CONFIG}${quote})${semi || (required.at(-1)?.getText().endsWith(";") ? ";" : "")}`
  const last = required.at(-1)
  addLine(file, line, last)
}

/** Puts `withAplazame` around the configuration of `medusa-config`. */
export function wrapConfig(morph: Morph, name: string, text: string): Outcome {
  const file = parse(morph, name, text)
  const literals = file.getDescendantsOfKind(morph.SyntaxKind.StringLiteral).map((one) => one.getLiteralValue())
  if (literals.some((value) => value === PACKAGE || value.startsWith(`${PACKAGE}/`))) return "already"
  const config = configuration(morph, file)
  if (!config) return "unexpected"
  const commonJs = file.getImportDeclarations().length === 0 && !/^export\b/m.test(text) && (/\.c?js$/.test(name) || text.includes("require("))
  const { quote } = styleOf(file)
  replace(config, `withAplazame(${config.getText()}, ${optionsText(indentOf(config), /\.[cm]?ts$/.test(name), quote)})`)
  if (commonJs) addRequire(morph, file)
  else addImport(file, CONFIG, ["withAplazame"])
  return { text: file.getFullText() }
}
