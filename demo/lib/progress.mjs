// The lines a person watches while the demo starts.

const seconds = (begun) => `${((performance.now() - begun) / 1000).toFixed(1)} s`

/**
 * Runs one step and prints a line for it: at once what it is, at the end how long it took. In a terminal
 * the seconds count while it runs.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @param {{ note?: string, since?: number, out?: NodeJS.WriteStream }} [options] note: why it takes long;
 *   since: when it really began, for work that was started earlier
 * @returns {Promise<T>}
 */
export async function step(name, work, { note, since, out = process.stdout } = {}) {
  const begun = since ?? performance.now()
  const waiting = () => `  … ${name}${note ? ` (${note})` : ""}`
  let timer
  if (out.isTTY) {
    const draw = () => out.write(`\r\x1b[K${waiting()} ${seconds(begun)}`)
    draw()
    timer = setInterval(draw, 250)
  } else if (note) out.write(`${waiting()}\n`)
  const finish = (mark) => {
    clearInterval(timer)
    out.write(`${out.isTTY ? "\r\x1b[K" : ""}${mark} ${name.padEnd(30)} ${seconds(begun).padStart(7)}\n`)
  }
  try {
    const result = await work()
    finish("✔")
    return result
  } catch (error) {
    finish("✘")
    throw error
  }
}
