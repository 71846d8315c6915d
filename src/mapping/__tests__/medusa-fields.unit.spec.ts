import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { ORDER_FIELDS, ORDER_TOTAL, PAST_ORDER_FIELDS, STORED_ORDER_FIELDS } from "../medusa-fields"

const SRC = join(__dirname, "..", "..")

describe("what is asked of Medusa", () => {
  it("names an order's version with its total, without which Medusa before 2.20 lists no order that has shipping", () => {
    for (const fields of [ORDER_FIELDS, PAST_ORDER_FIELDS, STORED_ORDER_FIELDS]) expect(fields).toEqual(expect.arrayContaining([...ORDER_TOTAL]))
    const files = readdirSync(join(SRC, "workflows"), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts") && !file.includes("__tests__"))
    const byThemselves = files.filter((file) => /\[[^\]\n]*"total"[^\]\n]*\]/.test(readFileSync(join(SRC, "workflows", file), "utf8")))
    expect(byThemselves).toEqual([])
  })
})
