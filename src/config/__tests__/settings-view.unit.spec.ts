import { parseOptions } from "../options"
import { masked, settingsView } from "../settings-view"

describe("the settings that the admin shows", () => {
  it("shows of a key its last letters, and of a short one nothing", () => {
    expect(masked("private-key-0123456789")).toBe("••••••••6789")
    expect(masked("short-key")).toBe("••••••••")
  })

  it("never holds a key of the settings", () => {
    const options = { privateKey: "the-private-key-0123456789", previousPrivateKeys: ["the-key-of-last-year-0123456789"], publicKey: "the-public-key-0123456789", backendUrl: "https://store.example", storefrontUrl: "https://shop.example" }
    const text = JSON.stringify(settingsView(parseOptions(options)))
    expect(text).not.toContain(options.privateKey)
    expect(text).not.toContain(options.publicKey)
    expect(text).not.toContain(options.previousPrivateKeys[0])
    expect(settingsView(parseOptions(options)).previous_private_keys).toEqual(["••••••••6789"])
    expect(text).toContain("https://store.example/hooks/aplazame/notifications")
  })
})
