// A table, a list in Markdown and a picture of what was measured. Pure: rows in, text out.

const SIGN = { most: "≤", least: "≥" }
const UNIT = { ratio: "×", calls: "", MB: " MB" }

/** True when a row reached its target. */
const isMet = ({ value, target }) => (target.at === "most" ? value <= target.value : value >= target.value)

const figure = ({ value, unit }) => `${unit === "ratio" ? value.toFixed(2) : Math.round(value)}${UNIT[unit]}`
const goal = ({ target, unit }) => `${SIGN[target.at]} ${target.value}${UNIT[unit]}`
const side = (spread) => (spread ? `${spread.median.toFixed(1)} (${spread.p10.toFixed(1)}–${spread.p90.toFixed(1)})` : "")

const cells = (rows) => rows.map((row) => [row.what, figure(row), goal(row), isMet(row) ? "met" : "missed", side(row.ours), side(row.floor)])
const HEAD = ["what", "measured", "target", "", "ours, ms (p10–p90)", "floor, ms (p10–p90)"]

/** Lines for a terminal. Marks each row with `met` on the way. */
export function table(rows) {
  for (const row of rows) row.met = isMet(row)
  const all = [HEAD, ...cells(rows)]
  const widths = HEAD.map((_, column) => Math.max(...all.map((line) => line[column].length)))
  return all.map((line) => line.map((cell, column) => cell.padEnd(widths[column])).join("  ").trimEnd())
}

export const markdown = (rows) => [HEAD, HEAD.map(() => "---"), ...cells(rows)].map((line) => `| ${line.join(" | ")} |`).join("\n")

const escape = (text) => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign])
const WIDTH = 860
const LEFT = 430
const LINE = 34

/** Each row as a bar beside its target; 1 on the scale is the target itself. */
export function chart(rows) {
  const height = 70 + rows.length * LINE
  const scale = (WIDTH - LEFT - 110) / 2
  const bars = rows.map((row, index) => {
    const y = 50 + index * LINE
    const share = Math.max(0, Math.min(2, row.value / row.target.value))
    const text = row.what.length > 62 ? `${row.what.slice(0, 60)}…` : row.what
    return `<text x="${LEFT - 12}" y="${y + 15}" text-anchor="end">${escape(text)}</text><rect x="${LEFT}" y="${y}" width="${(share * scale).toFixed(1)}" height="20" rx="4" fill="${isMet(row) ? "#3f9b76" : "#c9772b"}"/><text x="${(LEFT + share * scale + 8).toFixed(1)}" y="${y + 15}">${escape(figure(row))}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Measured figures beside their targets" font-family="system-ui, Segoe UI, Roboto, sans-serif" font-size="13">
<rect width="${WIDTH}" height="${height}" fill="#fff"/>
${bars.join("\n")}
<line x1="${LEFT + scale}" x2="${LEFT + scale}" y1="36" y2="${height - 12}" stroke="#1c1b2e" stroke-dasharray="4 3"/><text x="${LEFT + scale}" y="26" text-anchor="middle">target</text>
</svg>
`
}
