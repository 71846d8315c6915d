// Loaded before a store of the cluster (node --require): writes down which process handled which event, ran which job
// and called Aplazame, a line each to CLUSTER_WITNESS; lets the jobs of CLUSTER_JOBS run more often; and ends a store
// whose test has ended.
// What a store starts is no store: Medusa's own child would start itself for ever.
delete process.env.NODE_OPTIONS

const { subscribe } = require("node:diagnostics_channel")
const { appendFileSync } = require("node:fs")
const { JobLoader } = require("@medusajs/framework/jobs")
const { SubscriberLoader } = require("@medusajs/framework/subscribers")

const { CLUSTER_ROLE: role, CLUSTER_WITNESS: file, CLUSTER_APLAZAME: aplazame } = process.env
const every = JSON.parse(process.env.CLUSTER_JOBS)
const parent = process.ppid
setInterval(() => process.ppid === parent || process.exit(1), 1_000).unref()

// One write of a short line: those of other processes do not run into it.
const tell = (line) => appendFileSync(file, `${JSON.stringify({ role, ...line })}\n`)

const { register } = JobLoader.prototype
JobLoader.prototype.register = function (job) {
  const handler = (container, context) => {
    tell({ job: job.config.name, slot: context.scheduledFor.toISOString() })
    return job.handler(container, context)
  }
  const interval = every[job.config.name]
  const config = interval ? { ...job.config, schedule: { interval } } : job.config
  return register.call(this, { ...job, config, handler })
}

const { host } = new URL(aplazame)
subscribe("http.client.request.start", ({ request }) => {
  if (request.getHeader("host") === host) tell({ call: `${request.method} ${request.path}` })
})

const { load } = SubscriberLoader.prototype
SubscriberLoader.prototype.load = async function () {
  await load.call(this)
  const witness = async ({ name, data }) => tell({ event: name, id: data?.event_id ?? data?.order_id ?? data?.id ?? null })
  const { container } = require("@medusajs/framework")
  container.resolve("event_bus").subscribe("*", witness, { subscriberId: "cluster-witness" })
}
