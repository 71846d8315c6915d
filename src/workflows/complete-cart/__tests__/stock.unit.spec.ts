import { lackOfStock, type StockedLine } from "../stock"

const line = (quantity: number, ...takes: { required?: number; at: [number, string?][] }[]): StockedLine => ({
  quantity,
  takes: takes.map(({ required = 1, at }) => ({ required, levels: at.map(([available, channel = "sc"]) => ({ available, channels: [channel] })) })),
})

describe("whether a cart's lines can be reserved", () => {
  it.each<[string, StockedLine, ReturnType<typeof lackOfStock>]>([
    ["all there", line(2, { at: [[2]] }), null],
    ["one too few", line(2, { at: [[1]] }), "out_of_stock"],
    ["all there, in two places of which neither has enough", line(2, { at: [[1], [1]] }), "out_of_stock"],
    ["all there, in a place of another channel", line(1, { at: [[0], [9, "other"]] }), "out_of_stock"],
    ["kept for another channel alone", line(1, { at: [[9, "other"]] }), "no_location"],
    ["kept nowhere", line(1, { at: [] }), "no_location"],
    ["counted, and nothing says what", line(1), "no_location"],
    ["a set of which one part is short", line(1, { at: [[5]] }, { required: 4, at: [[3]] }), "out_of_stock"],
    ["decimals to the last", line(3, { required: 0.1, at: [[0.3]] }), null],
    ["stock that nobody counts", { quantity: 99, takes: null }, null],
  ])("%s", (_what, one, lack) => expect(lackOfStock([one], "sc")).toBe(lack))

  it("asks every place where a cart has no channel", () => expect(lackOfStock([line(1, { at: [[1, "any"]] })], null)).toBeNull())
})
