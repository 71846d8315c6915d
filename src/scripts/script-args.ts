/**
 * A script's own arguments. What follows `--` never reaches a script by `medusa exec`: Medusa's parser takes it out
 * and hands over an empty list, so that a `--dry-run` would be no dry run.
 * @param given what Medusa handed over
 */
export function scriptArgs(given: readonly string[], argv: readonly string[] = process.argv): readonly string[] {
  const cut = argv.indexOf("--")
  return given.length > 0 || cut < 0 ? given : argv.slice(cut + 1)
}
