import { installArgs, program } from "../install"
import type { Manager } from "../managers"
import { newestOf } from "../versions"

describe("the program of a package manager", () => {
  it.each<[Manager, string | undefined, string]>([
    [{ name: "npm" }, undefined, "npm install"],
    [{ name: "pnpm" }, "10.1.0", "pnpm install --no-frozen-lockfile"],
    [{ name: "pnpm", version: "10.11.1" }, undefined, "npx --yes pnpm@10.11.1 install --no-frozen-lockfile"],
    [{ name: "yarn", version: "1" }, undefined, "npx --yes yarn@1 install"],
    [{ name: "yarn", version: "1.22.19" }, "1.22.22", "yarn install"],
    // the registry's yarn is the first one: later ones have another name there
    [{ name: "yarn", version: "4.9.1" }, undefined, "npx --yes -p @yarnpkg/cli-dist@4.9.1 yarn install --no-immutable"],
    [{ name: "yarn", version: "4" }, "1.22.22", "npx --yes -p @yarnpkg/cli-dist@4 yarn install --no-immutable"],
    [{ name: "yarn", version: "4.9.1" }, "4.12.0", "yarn install --no-immutable"],
    [{ name: "bun" }, undefined, "npx --yes bun install"],
  ])("%j, where %s is installed, is %s", (manager, installed, command) => {
    expect([...program(manager, installed), ...installArgs(manager)].join(" ")).toBe(command)
  })
})

describe("the newest version that is meant", () => {
  it.each<[string, string | undefined]>([
    ["15.5.21", "15.5.21"], ["16.0.0-canary.3", "16.0.0"], ["^15.5.0", "15.x.x"], ["~2.17.2", "2.17.x"], ["15", "15.x.x"], ["16.x", "16.x.x"], ["15.3", "15.3.x"],
    ["latest", "x.x.x"], ["canary", "x.x.x"], ["*", "x.x.x"], ["", "x.x.x"], [">=15", "x.x.x"], [">= 14 < 16", "15.x.x"], ["<15.3.0", "15.2.x"], ["<=15.3.2", "15.3.2"],
    ["14 || ^15.1", "15.x.x"], ["14.0.0 - 15.2.0", "15.2.0"], ["git+https://host/x.git", undefined], ["file:../next", undefined], ["workspace:*", undefined], ["catalog:", undefined],
  ])("by %s is %s", (range, expected) => {
    expect(newestOf(range)?.map((one) => (one === Infinity ? "x" : one)).join(".")).toBe(expected)
  })
})
