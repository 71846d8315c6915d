import { parseArgs } from "node:util"

const HELP = { type: "boolean", short: "h", default: false }

/**
 * The options of a script. `--help` prints how it is called and ends with 0; a word that it does not know, or a value
 * that `check` has a sentence about, ends it with 2 before it has begun anything.
 * @template {NonNullable<import("node:util").ParseArgsConfig["options"]>} T
 * @param {string} usage
 * @param {T} options as parseArgs has them
 * @param {(values: any) => string | undefined} [check] what is wrong with the values, in one sentence
 */
export function scriptOptions(usage, options, check = () => undefined) {
  const values = parsed({ ...options, help: HELP }, usage)
  if (values.help) {
    console.log(usage.trimEnd())
    process.exit(0)
  }
  const wrong = check(values)
  if (wrong !== undefined) refuse(wrong)
  return values
}

function parsed(options, usage) {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    return refuse(`${error.message}\n\n${usage.trimEnd()}`)
  }
}

function refuse(sentence) {
  console.error(sentence)
  process.exit(2)
}

/** Whether a value is absent or a whole number above zero. */
export const isCount = (value) => value === undefined || /^[1-9]\d*$/.test(value)
