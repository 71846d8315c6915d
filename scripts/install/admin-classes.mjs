// The CSS classes of the plugin's admin code against the CSS of a built store: Medusa's Tailwind writes only what it
// finds in the files that it scans, and a class that it does not find is missing on the page without a word.
import fs from "node:fs"
import path from "node:path"
import ts from "typescript"
import { expectThat } from "./checks.mjs"

/** Marks for other classes; they have no rule of their own. */
const MARKERS = /^(group|peer)(\/.+)?$/
/** What joins class names, in our code and in Medusa's: by the name in its package, since a bundler chooses any other. */
const JOINERS = /^(clx|clsx|cn)$/

/**
 * The class names that code can put on an element: the texts in a `className` and in what joins them, through the
 * choices between them and the constants and functions that they come from.
 * @param {string} file JavaScript with JSX compiled away
 * @returns {Set<string>}
 */
export function classesIn(file) {
  const program = ts.createProgram([file], { allowJs: true, checkJs: false, noResolve: true, noLib: true, types: [], target: ts.ScriptTarget.ESNext })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const found = new Set()
  const seen = new Set()
  const add = (text) => text.split(/\s+/).filter(Boolean).forEach((one) => found.add(one))

  /** The texts that an expression can have as its value. */
  function value(node) {
    if (!node || seen.has(node)) return
    seen.add(node)
    if (ts.isStringLiteralLike(node)) add(node.text)
    else if (ts.isTemplateExpression(node)) {
      add(node.head.text)
      for (const { expression, literal } of node.templateSpans) value(expression), add(literal.text)
    } else if (ts.isConditionalExpression(node)) value(node.whenTrue), value(node.whenFalse)
    else if (ts.isBinaryExpression(node)) {
      const { kind } = node.operatorToken
      if (kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.PlusToken) value(node.left)
      if (kind !== ts.SyntaxKind.EqualsEqualsEqualsToken && kind !== ts.SyntaxKind.ExclamationEqualsEqualsToken) value(node.right)
    } else if (ts.isParenthesizedExpression(node)) value(node.expression)
    else if (ts.isArrayLiteralExpression(node)) node.elements.forEach(value)
    else if (ts.isObjectLiteralExpression(node)) node.properties.forEach((one) => value(one.initializer))
    else if (ts.isElementAccessExpression(node) || ts.isPropertyAccessExpression(node)) value(node.expression)
    else if (ts.isCallExpression(node)) {
      node.arguments.forEach(value)
      value(node.expression)
    } else if (ts.isIdentifier(node)) for (const one of checker.getSymbolAtLocation(node)?.declarations ?? []) value(ts.isFunctionDeclaration(one) ? one.body : one.initializer)
    else if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) value(node.body)
    else if (ts.isBlock(node)) node.statements.forEach(value)
    else if (ts.isReturnStatement(node)) value(node.expression)
    else if (ts.isIfStatement(node)) value(node.thenStatement), value(node.elseStatement)
  }
  /** The name that a package gives to what is called here; none for the file's own functions. */
  const importedAs = (node) => (checker.getSymbolAtLocation(node)?.declarations ?? []).filter(ts.isImportSpecifier).map((one) => (one.propertyName ?? one.name).text)[0] ?? ""
  function visit(node) {
    if (ts.isPropertyAssignment(node) && /^(className|class)$/.test(node.name.text ?? "")) value(node.initializer)
    if (ts.isCallExpression(node) && JOINERS.test(importedAs(node.expression))) node.arguments.forEach(value)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** A class name as a selector writes it. */
const escaped = (name) => name.replace(/^(\d)/, "\\3$1 ").replace(/[^\w\s\\-]/g, "\\$&")

/**
 * @param {string} file the admin's code in the installed package
 * @param {string} assets folder of the built admin's files
 */
export function checkAdminClasses(file, assets) {
  const css = fs.readdirSync(assets).filter((name) => name.endsWith(".css")).map((name) => fs.readFileSync(path.join(assets, name), "utf8")).join("\n")
  const classes = [...classesIn(file)].filter((name) => !MARKERS.test(name))
  // fewer: the code is written in a way that is not read here
  expectThat(classes.length >= 60, `only ${classes.length} classes found in the admin's code`)
  const missing = classes.filter((name) => {
    const selector = `.${escaped(name)}`
    for (let at = css.indexOf(selector); at >= 0; at = css.indexOf(selector, at + 1)) if (!/[\w\\-]/.test(css[at + selector.length] ?? "")) return false
    return true
  })
  expectThat(missing.length === 0, `${missing.length} of ${classes.length} classes are not in the store's CSS: ${missing.join(" ")}`)
  return `${classes.length} classes`
}
