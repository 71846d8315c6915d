import { messageOf } from "../message-of"

describe("the message", () => {
  it.each([
    ["an error", new Error("no such thing"), "no such thing"],
    ["one that lost its class on the way through a queue", { name: "TypeError", message: "Cannot read properties of undefined (reading 'id')" }, "Cannot read properties of undefined (reading 'id')"],
    ["a text", "gone", "gone"],
    ["an error without words", new Error(""), "failed"],
    ["nothing", undefined, "failed"],
  ])("of %s", (_what, error, said) => {
    expect(messageOf(error)).toBe(said)
  })
})
