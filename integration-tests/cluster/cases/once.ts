import { eventually } from "../../support/eventually"
import type { Cluster, Witnessed } from "../support/cluster"

/** What the processes have done together until now, counted. */
export function once(cluster: Cluster): void {
  const counted = (lines: readonly Witnessed[], name: (line: Witnessed) => string): Map<string, number> =>
    lines.reduce((counts, line) => counts.set(name(line), (counts.get(name(line)) ?? 0) + 1), new Map<string, number>())
  const twice = (counts: Map<string, number>): string[] => [...counts].flatMap(([name, count]) => (count > 1 ? [`${name}: ${count}`] : []))

  it("runs each slot of each job once over both workers, and none in a server", async () => {
    const jobs = await eventually(
      () => {
        const found = cluster.witnessed().filter((line) => line.job?.startsWith("aplazame-"))
        expect(found.filter((line) => line.job === "aplazame-resume-operations").length).toBeGreaterThan(5)
        expect(found.map((line) => line.job)).toContain("aplazame-sweep")
        return found
      },
      { within: 150_000 }
    )
    expect(twice(counted(jobs, ({ job, slot }) => `${job} ${slot}`))).toEqual([])
    expect(jobs.filter(({ role }) => !role.startsWith("worker"))).toEqual([])
  })

  it("has a doctor in each server that finds events, workflows and locks shared", async () => {
    for (const server of [0, 1]) {
      const { admin } = cluster.at(server)
      const { findings } = await admin.ok<{ findings: { id: string; level: string }[] }>(admin.get("/admin/aplazame/settings/doctor"))
      const shared = findings.filter(({ id }) => ["event_bus", "workflow_engine", "locking", "dependencies"].includes(id))
      expect(shared.map(({ id, level }) => `${id} ${level}`).sort()).toEqual(["dependencies ok", "event_bus ok", "locking ok", "workflow_engine ok"])
    }
  })

  it("emits each of our events once, and one worker handles it", async () => {
    const written = async () => (await cluster.db.query("SELECT data->>'event_id' AS id, name, emitted_at FROM aplazame_event")).rows
    await eventually(async () => {
      const rows = await written()
      const seen = cluster.witnessed().filter((line) => line.event?.startsWith("aplazame."))
      expect(rows.filter((row) => row.emitted_at === null)).toEqual([])
      expect(seen.map((line) => `${line.event} ${line.id}`).sort()).toEqual(rows.map((row) => `${row.name} ${row.id}`).sort())
      expect(seen.filter(({ role }) => !role.startsWith("worker"))).toEqual([])
    })
    const names = new Set((await written()).map((row) => row.name))
    expect([...names]).toEqual(expect.arrayContaining(["aplazame.checkout_started", "aplazame.approved", "aplazame.captured", "aplazame.refunded"]))
  })
}
