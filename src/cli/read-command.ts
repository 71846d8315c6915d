import { types } from "node:util"
import { readCliOptions } from "../emulator/cli-options"
import { readReconcileArgs } from "../scripts/reconcile-args"
import { readDoctorArgs } from "../scripts/doctor-args"
import { readHealthArgs } from "../scripts/health-args"
import { readSupportBundleArgs } from "../scripts/support-bundle-args"
import { readInitArgs } from "./init/args"
import { USAGE, type Command } from "./usage"

export type ParsedCommand =
  | { kind: "help"; text: string }
  | { kind: "wrong"; sentence: string; text: string }
  | { kind: "run"; command: Command; args: string[] }

const isCommand = (word: string): word is Command => word !== "all" && word in USAGE

/** Throws what is wrong with a command's arguments, before anything is started for them. */
const CHECK: Record<Command, (args: readonly string[]) => unknown> = {
  init: readInitArgs,
  emulator: (args) => readCliOptions(args, {}),
  doctor: readDoctorArgs,
  health: readHealthArgs,
  "support-bundle": (args) => readSupportBundleArgs(args, new Date()),
  reconcile: (args) => readReconcileArgs(args, new Date()),
}

/** What the command line asks for. Pure: starts nothing. */
export function readCommand(argv: readonly string[]): ParsedCommand {
  const [word, ...args] = argv
  if (word === undefined) return { kind: "wrong", sentence: "a command is missing", text: USAGE.all }
  if (word === "--help" || word === "-h" || word === "help") return { kind: "help", text: USAGE.all }
  if (!isCommand(word)) return { kind: "wrong", sentence: `there is no command "${word}"`, text: USAGE.all }
  if (args.includes("--help") || args.includes("-h")) return { kind: "help", text: USAGE[word] }
  try {
    CHECK[word](args)
  } catch (error) {
    return { kind: "wrong", sentence: types.isNativeError(error) ? error.message : "wrong usage", text: USAGE[word] }
  }
  return { kind: "run", command: word, args }
}
