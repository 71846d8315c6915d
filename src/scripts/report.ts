import { writeFileSync } from "node:fs"

/** Name of the environment variable by which our own command says where it wants the report. */
export const REPORT_FILE = "APLAZAME_REPORT_FILE"

/** Hands over what a script has to say: to our own command, or, run by `medusa exec` itself, to the terminal. */
export function report(text: string): void {
  const file = process.env[REPORT_FILE]
  if (file) writeFileSync(file, `${text}\n`, { mode: 0o600 })
  else console.log(text)
}
