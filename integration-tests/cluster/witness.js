// Loaded before a store of the cluster (node --require): writes down which process handled which event and ran which
// job, a line each to CLUSTER_WITNESS, and ends a store whose test has ended.
// What a store starts is no store: Medusa's own child would start itself for ever.
delete process.env.NODE_OPTIONS

const { appendFileSync } = require("node:fs")
const { JobLoader } = require("@medusajs/framework/jobs")
const { SubscriberLoader } = require("@medusajs/framework/subscribers")

const { CLUSTER_ROLE: role, CLUSTER_WITNESS: file } = process.env
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
  return register.call(this, { ...job, handler })
}

const { load } = SubscriberLoader.prototype
SubscriberLoader.prototype.load = async function () {
  await load.call(this)
  const witness = async ({ name, data }) => tell({ event: name, id: data?.event_id ?? data?.order_id ?? data?.id ?? null })
  const { container } = require("@medusajs/framework")
  container.resolve("event_bus").subscribe("*", witness, { subscriberId: "cluster-witness" })
}
