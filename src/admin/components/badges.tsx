import { StatusBadge } from "@medusajs/ui"
import type { ComponentProps, ComponentType, ReactNode } from "react"
import type { OperationState, OrderState } from "../lib/api-types"
import { useWords } from "../lib/words"

type Color = ComponentProps<typeof StatusBadge>["color"]
type Look = ComponentType<{ color: Color; children: ReactNode }>

/** A state in a table, as the dashboard's own lists have it: a dot and a word, without a box. */
export function StatusCell({ color, children }: { color: Color; children: ReactNode }) {
  return (
    <StatusBadge color={color} className="-ml-1.5 border-0 bg-transparent">
      <span className="txt-compact-small">{children}</span>
    </StatusBadge>
  )
}

const ORDER: Record<OrderState, Color> = {
  creating: "grey",
  open: "orange",
  challenge: "orange",
  approved: "blue",
  confirmed: "green",
  refused: "red",
  cancelled: "grey",
  failed: "red",
}

const OPERATION: Record<OperationState, Color> = {
  planned: "orange",
  sent: "blue",
  unknown: "orange",
  done: "green",
  refused: "red",
  not_done: "grey",
  skipped: "grey",
}

const NOTIFICATION: Record<"received" | "applied" | "failed" | "closed", Color> = { received: "orange", applied: "green", failed: "red", closed: "grey" }
const EMAIL: Record<"running" | "done" | "failed", Color> = { running: "blue", done: "green", failed: "red" }
const LEVEL: Record<"ok" | "info" | "warning" | "error", Color> = { ok: "green", info: "blue", warning: "orange", error: "red" }
const REMOTE: Record<string, Color> = { ok: "green", ko: "red", pending: "orange" }

/** The state of a credit. One that ended because all of it went back is refunded, as Medusa's own badge beside it says. */
export function OrderStateBadge({ credit: { state, fully_refunded: refunded } }: { credit: { state: OrderState; fully_refunded: boolean } }) {
  return <StatusBadge color={ORDER[state]}>{useWords().word("states", refunded ? "refunded" : state)}</StatusBadge>
}

export function OperationStateBadge({ state, as: Badge = StatusBadge }: { state: OperationState; as?: Look }) {
  return <Badge color={OPERATION[state]}>{useWords().word("operationStates", state)}</Badge>
}

export function NotificationStateBadge({ state, as: Badge = StatusBadge }: { state: "received" | "applied" | "failed" | "closed"; as?: Look }) {
  return <Badge color={NOTIFICATION[state]}>{useWords().word("notificationStates", state)}</Badge>
}

export function EmailStateBadge({ state }: { state: "running" | "done" | "failed" }) {
  return <StatusBadge color={EMAIL[state]}>{useWords().word("emailStates", state)}</StatusBadge>
}

export function LevelBadge({ level }: { level: "ok" | "info" | "warning" | "error" }) {
  return <StatusBadge color={LEVEL[level]}>{useWords().word("settings.levels", level)}</StatusBadge>
}

/** Aplazame's own status; a cancelled order keeps its `ok`, and is cancelled too once all of it went back. */
export function RemoteStatusCell({ status, cancelled = false, refunded = false }: { status: string; cancelled?: boolean; refunded?: boolean }) {
  const { word } = useWords()
  if (cancelled) return <StatusCell color="grey">{word("states", refunded ? "refunded" : "cancelled")}</StatusCell>
  return <StatusCell color={REMOTE[status] ?? "grey"}>{word("status", status)}</StatusCell>
}
