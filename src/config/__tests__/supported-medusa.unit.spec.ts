import { readFileSync } from "node:fs"
import { join } from "node:path"
import { installedMedusa, isSupportedMedusa, SUPPORTED_MEDUSA, unsupportedMedusa } from "../supported-medusa"

const ROOT = join(__dirname, "..", "..", "..")
const read = (...file: string[]) => JSON.parse(readFileSync(join(ROOT, ...file), "utf8"))

describe("the Medusas that are supported", () => {
  it("are those of the package's peers", () => {
    const { peerDependencies } = read("package.json")
    expect([peerDependencies["@medusajs/medusa"], peerDependencies["@medusajs/framework"]]).toEqual([SUPPORTED_MEDUSA, SUPPORTED_MEDUSA])
  })

  it("are told from those before and from the next major version", () => {
    const range = "^2.21.3"
    for (const version of ["2.21.3", "2.21.10", "2.22.0", "2.100.0", "2.22.0-preview-20261126"]) expect({ version, supported: isSupportedMedusa(version, range) }).toEqual({ version, supported: true })
    for (const version of ["2.21.2", "2.18.0", "2.9.9", "1.21.3", "3.0.0", "3.21.3-preview", "snapshot"]) expect({ version, supported: isSupportedMedusa(version, range) }).toEqual({ version, supported: false })
  })

  it("are compared with the Medusa that is installed", () => {
    expect(installedMedusa()).toBe(read("node_modules", "@medusajs", "medusa", "package.json").version)
    expect(isSupportedMedusa(installedMedusa()!)).toBe(true)
  })

  it("are named to whoever runs another", () => {
    expect(unsupportedMedusa("2.17.1")).toContain("Medusa 2.17.1 is not supported")
    expect(unsupportedMedusa("2.17.1")).toContain(SUPPORTED_MEDUSA.slice(1))
    expect(unsupportedMedusa(installedMedusa())).toBeUndefined()
    expect(unsupportedMedusa(undefined)).toBeUndefined()
  })
})
