import { spawnSync } from "node:child_process"
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { brotliDecompressSync } from "node:zlib"

const ROOT = join(__dirname, "..", "..")
const PACKAGE = join(ROOT, "node_modules", "@sparticuz", "chromium")
const BLOCK = 512

/** A Chromium that can be started: its program and what must be in its environment. */
export type Chromium = { executablePath: string; env: Record<string, string> }

const text = (bytes: Buffer, from: number, length: number): string => bytes.toString("utf8", from, from + length).replace(/\0.*$/s, "")

/** Writes the plain files of a tar archive below `folder` (ustar: name at 0, mode at 100, size at 124, both octal). */
function untar(archive: Buffer, folder: string): void {
  let at = 0
  while (at + BLOCK <= archive.length) {
    const name = text(archive, at, 100)
    if (!name) break
    const size = parseInt(text(archive, at + 124, 12), 8) || 0
    const isFile = text(archive, at + 156, 1) === "0"
    if (isFile && !name.split("/").includes("..")) {
      const file = join(folder, name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, archive.subarray(at + BLOCK, at + BLOCK + size))
      chmodSync(file, parseInt(text(archive, at + 100, 8), 8) || 0o644)
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
}

/**
 * Unpacks the Chromium that lies compressed in the npm package `@sparticuz/chromium`, once per version. Not
 * through the package's own function: that one writes to the shared temporary folder, where a run that was
 * killed half-way or another user's file would stay in the way.
 */
function unpacked(): string {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8")) as { version: string }
  const folder = join(ROOT, "node_modules", ".cache", `chromium-${version}`)
  if (existsSync(folder)) return folder
  const fresh = `${folder}.${process.pid}`
  mkdirSync(fresh, { recursive: true })
  const inflate = (name: string): Buffer => brotliDecompressSync(readFileSync(join(PACKAGE, "bin", name)))
  writeFileSync(join(fresh, "chromium"), inflate("chromium.br"), { mode: 0o755 })
  untar(inflate("fonts.tar.br"), fresh)
  untar(inflate("swiftshader.tar.br"), fresh)
  untar(inflate("al2023.tar.br"), fresh)
  writeFileSync(join(fresh, "fonts.conf"), fontsConf(join(folder, "fonts")))
  try {
    renameSync(fresh, folder)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    if (!existsSync(folder)) throw error // else another run was faster
  }
  return folder
}

/** The machine's own fonts, if any, and the one that comes in the package. */
const fontsConf = (fonts: string): string =>
  `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n  <dir>${fonts}</dir>\n  <dir>/usr/share/fonts</dir>\n  <cachedir prefix="xdg">fontconfig</cachedir>\n</fontconfig>\n`

const starts = (executablePath: string, env: Record<string, string>): boolean =>
  spawnSync(executablePath, ["--version", "--headless", "--no-sandbox"], { env: { ...process.env, ...env }, timeout: 20_000 }).status === 0

/**
 * The Chromium for the browser tests: CHROMIUM_PATH, else the one in node_modules. A bare machine has no
 * NSS and expat; then those of the package are used.
 * @throws when it cannot be started, saying what to do
 */
export function findChromium(): Chromium {
  const given = process.env.CHROMIUM_PATH
  if (given) return { executablePath: given, env: {} }
  const folder = unpacked()
  const executablePath = join(folder, "chromium")
  const fonts = { FONTCONFIG_FILE: join(folder, "fonts.conf") }
  if (starts(executablePath, fonts)) return { executablePath, env: fonts }
  const own = { ...fonts, LD_LIBRARY_PATH: [process.env.LD_LIBRARY_PATH, join(folder, "lib")].filter(Boolean).join(":") }
  if (starts(executablePath, own)) return { executablePath, env: own }
  throw new Error("The Chromium of node_modules does not start on this machine; set CHROMIUM_PATH to one that does.")
}
