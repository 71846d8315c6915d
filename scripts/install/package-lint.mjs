// Two well-kept checkers of packages: what a package.json promises to Node and bundlers (publint), and whether
// TypeScript finds the types behind it in each of its ways (are the types wrong?).
import fs from "node:fs"
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core"
import { publint } from "publint"
import { formatMessage } from "publint/utils"
import { expectThat } from "./checks.mjs"

/** @param {string} tarball @param {Record<string, any>} manifest the package.json */
export async function checkPublint(tarball, manifest) {
  const bytes = fs.readFileSync(tarball)
  const { messages } = await publint({ pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) }, level: "suggestion" })
  expectThat(messages.length === 0, messages.map((message) => `${message.type}: ${formatMessage(message, manifest, { color: false })}`).join("\n"))
}

const told = ({ kind, entrypoint, resolutionKind, ...more }) => [kind, entrypoint, resolutionKind, more.typesFileName ?? more.fileName, more.moduleSpecifier].filter(Boolean).join(" ")

/** @param {string} tarball */
export async function checkTypesOfPackage(tarball) {
  const { types, problems = [], entrypoints } = await checkPackage(createPackageFromTarballData(new Uint8Array(fs.readFileSync(tarball))))
  expectThat(types, "there are no types in it")
  expectThat(problems.length === 0, [...new Set(problems.map(told))].join("\n"))
  return `${Object.keys(entrypoints).length} entry points`
}
