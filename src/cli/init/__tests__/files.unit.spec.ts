import { addVariables, removeLines } from "../env-file"
import { addToManifest, removeFromManifest } from "../manifest"

const KEY = { name: "APLAZAME_PRIVATE_KEY", value: "", comment: "from the vendor panel" }

describe("a file of the environment", () => {
  it("gets what it lacks, at its end, and nothing twice", () => {
    const first = addVariables("A=1", [KEY])
    expect(first.text).toBe("A=1\n\n# Aplazame\n# from the vendor panel\nAPLAZAME_PRIVATE_KEY=\n")
    expect(addVariables(first.text, [KEY])).toMatchObject({ text: first.text, added: [] })
    expect(removeLines(first.text, first.added)).toBe("A=1\n")
  })

  it("keeps a value that somebody gave, and fills an empty one", () => {
    const demo = { ...KEY, value: "demo" }
    expect(addVariables("export APLAZAME_PRIVATE_KEY = mine\n", [demo])).toMatchObject({ text: "export APLAZAME_PRIVATE_KEY = mine\n", added: [] })
    expect(addVariables("APLAZAME_PRIVATE_KEY=\n", [demo])).toMatchObject({ text: "APLAZAME_PRIVATE_KEY=demo\n", added: ["APLAZAME_PRIVATE_KEY=demo"] })
  })

  it.each(["A=1\nAPLAZAME_PRIVATE_KEY=\nB=2\n", "MY_APLAZAME_PRIVATE_KEY=1\nAPLAZAME_PRIVATE_KEY=\n", "export APLAZAME_PRIVATE_KEY =\n"])("has a line that was filled empty again, not without it: %j", (before) => {
    const { text, added, filled } = addVariables(before, [{ ...KEY, value: "demo" }])
    expect(text).toBe(before.replace(/(KEY ?=)$/m, "$1demo"))
    expect(removeLines(text, added, filled)).toBe(before)
  })

  it("loses its lines but those that somebody has changed", () => {
    expect(removeLines("A=1\n\n# Aplazame\nKEY=mine\n", ["# Aplazame", "KEY="])).toBe("A=1\n\nKEY=mine\n")
  })
})

describe("a package.json", () => {
  const TEXT = `{\n    "name": "shop",\n    "scripts": { "dev": "x" },\n    "dependencies": { "b": "1", "z": "1" },\n    "devDependencies": { "express": "^5" }\n}\n`
  const WANTED = { dependencies: { m: "^1" }, devDependencies: { express: "^4", "sql.js": "^1" }, scripts: { emulator: "run" } }

  it("gets what it lacks, in order and with its own indentation, and gives it back", () => {
    const { text, added } = addToManifest(TEXT, WANTED)
    expect(added).toEqual({ dependencies: { m: "^1" }, devDependencies: { "sql.js": "^1" }, scripts: { emulator: "run" } })
    expect(text).toContain(`    "dependencies": {\n        "b": "1",\n        "m": "^1",\n        "z": "1"\n    }`)
    expect(addToManifest(text, WANTED)).toEqual({ text, added: {} })
    expect(JSON.parse(removeFromManifest(text, added))).toEqual(JSON.parse(TEXT))
  })

  it("keeps what somebody has changed since", () => {
    const { text, added } = addToManifest(TEXT, WANTED)
    expect(JSON.parse(removeFromManifest(text.replace('"m": "^1"', '"m": "^2"'), added)).dependencies).toEqual({ b: "1", m: "^2", z: "1" })
  })
})
