// A file server for the shop's page, with two files that are made: /config.json and /aplazame.js.
import fs from "node:fs"
import http from "node:http"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { bundleParts } from "./bundle.mjs"

const PUBLIC = fileURLToPath(new URL("./public", import.meta.url))
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".json": "application/json" }

/** The file for a path below `public`, undefined when there is none or the path leads out of it. */
function fileFor(pathname) {
  const file = path.normalize(path.join(PUBLIC, pathname))
  if (!file.startsWith(PUBLIC + path.sep)) return undefined
  return fs.existsSync(file) && fs.statSync(file).isFile() ? file : undefined
}

/**
 * @param {{ port: number, storeUrl: string, seeded: { publishableKey: string, regionId: string } }} options
 * @returns {Promise<{ stop: () => Promise<void> }>}
 */
export async function startStorefront({ port, storeUrl, seeded }) {
  const config = JSON.stringify({ store_url: storeUrl, publishable_key: seeded.publishableKey, region_id: seeded.regionId })
  const parts = await bundleParts()
  const server = http.createServer((request, response) => {
    const send = (status, type, body) => {
      response.writeHead(status, { "content-type": type, "cache-control": "no-store" })
      response.end(request.method === "HEAD" ? undefined : body)
    }
    let pathname = "/"
    try {
      pathname = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname)
    } catch {
      return send(400, "text/plain", "bad address")
    }
    if (request.method !== "GET" && request.method !== "HEAD") return send(405, "text/plain", "only GET")
    if (pathname === "/config.json") return send(200, TYPES[".json"], config)
    if (pathname === "/aplazame.js") return send(200, TYPES[".js"], parts)
    // a product that somebody adds in the admin has no picture here
    const file = fileFor(pathname) ?? (/^\/img\/[^/]+\.svg$/.test(pathname) ? fileFor("/img/sol.svg") : undefined)
    if (file) return send(200, TYPES[path.extname(file)] ?? "application/octet-stream", fs.readFileSync(file))
    if (path.extname(pathname)) return send(404, "text/plain", "no such file")
    // every other address is a page of the shop, also those that Aplazame sends the shopper back to
    return send(200, TYPES[".html"], fs.readFileSync(path.join(PUBLIC, "index.html")))
  })
  await new Promise((resolve, reject) => server.once("error", reject).listen(port, "localhost", resolve))
  return {
    stop: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
