import net from "node:net"

/** Whether nothing listens on the port, neither on IPv4 nor on IPv6 (Medusa listens on both). */
async function isFree(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer()
    // a machine without IPv6 answers EADDRNOTAVAIL or EAFNOSUPPORT for "::", which blocks nobody
    server.once("error", (error) => resolve(error.code !== "EADDRINUSE" && error.code !== "EACCES"))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/** @returns {Promise<number>} a port that nobody uses at this moment */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/**
 * The wanted port, or another one when it is taken.
 * @param {number} wanted
 * @param {Set<number>} [given] ports handed out already and not in use yet
 */
export async function portOrOther(wanted, given = new Set()) {
  const usable = !given.has(wanted) && (await isFree(wanted, "0.0.0.0")) && (await isFree(wanted, "::"))
  let port = usable ? wanted : await freePort()
  while (given.has(port)) port = await freePort()
  given.add(port)
  return port
}
