import { PassThrough } from "node:stream"
import { quietWhenClosed } from "../quiet-pipe"

describe("output of which nobody reads the rest, as of `doctor | head`", () => {
  it("is dropped without a word, and any other fault of it is not", () => {
    const stream = quietWhenClosed(new PassThrough())
    expect(() => stream.emit("error", Object.assign(new Error("write EPIPE"), { code: "EPIPE" }))).not.toThrow()
    expect(() => stream.emit("error", Object.assign(new Error("full"), { code: "ENOSPC" }))).toThrow("full")
  })
})
