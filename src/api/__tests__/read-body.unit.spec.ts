import { Readable } from "node:stream"
import type { IncomingMessage } from "node:http"
import fc from "fast-check"
import { BodyTooLargeError, MAX_BODY_BYTES, readNotificationBody } from "../hooks/aplazame/notifications/read-body"

const request = (chunks: Buffer[], length?: number): IncomingMessage =>
  Object.assign(Readable.from(chunks), { headers: length === undefined ? {} : { "content-length": String(length) } }) as unknown as IncomingMessage

describe("the body of a notification", () => {
  it("is the same text however it is cut, also inside a letter", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 200 }), fc.integer({ min: 1, max: 7 }), async (text, size) => {
        const bytes = Buffer.from(text, "utf8")
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => bytes.subarray(n * size, (n + 1) * size))
        expect(await readNotificationBody(request(chunks))).toBe(bytes.toString("utf8"))
      })
    )
  })

  it("may have the whole limit and not a byte more", async () => {
    expect(await readNotificationBody(request([Buffer.alloc(MAX_BODY_BYTES, "a")]))).toHaveLength(MAX_BODY_BYTES)
    await expect(readNotificationBody(request([Buffer.alloc(MAX_BODY_BYTES + 1, "a")]))).rejects.toBeInstanceOf(BodyTooLargeError)
  })

  it("is refused by its announced length before anything is read", async () => {
    let read = false
    const lazy = Object.assign(
      Readable.from(
        (function* () {
          read = true
          yield Buffer.from("{}")
        })()
      ),
      { headers: { "content-length": String(MAX_BODY_BYTES + 1) } }
    ) as unknown as IncomingMessage
    await expect(readNotificationBody(lazy)).rejects.toBeInstanceOf(BodyTooLargeError)
    expect(read).toBe(false)
  })
})
