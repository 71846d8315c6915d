import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { runInit } from "../run"

/** A project in a folder of its own for each test of a file, `init` in it, and what that has said since. */
export function temporaryProject() {
  const project = { root: "", said: "" }
  beforeEach(() => {
    project.root = mkdtempSync(path.join(os.tmpdir(), "aplazame-init-test-"))
    project.said = ""
  })
  afterEach(() => rmSync(project.root, { recursive: true, force: true }))

  const write = (files: Record<string, string>, folder = ""): void => {
    for (const [file, text] of Object.entries(files)) {
      const full = path.join(project.root, folder, file)
      mkdirSync(path.dirname(full), { recursive: true })
      writeFileSync(full, text)
    }
  }
  const read = (file: string): string => readFileSync(path.join(project.root, file), "utf8")
  const initIn = (folder: string, ...args: string[]): Promise<number> => runInit(["--no-install", ...args], "1.2.3", path.join(project.root, folder), { say: (text) => void (project.said += `${text}\n`) })
  const init = (...args: string[]): Promise<number> => initIn("", ...args)
  return { project, write, read, init, initIn }
}
