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
const LEVEL: Record<"ok" | "info" | "warning" | "error", Color> = { ok: "green", info: "blue", warning: "orange", error: "red" }
const REMOTE: Record<string, Color> = { ok: "green", ko: "red", pending: "orange" }

export function OrderStateBadge({ state }: { state: OrderState }) {
  return <StatusBadge color={ORDER[state]}>{useWords().word("states", state)}</StatusBadge>
}

export function OperationStateBadge({ state, as: Badge = StatusBadge }: { state: OperationState; as?: Look }) {
  return <Badge color={OPERATION[state]}>{useWords().word("operationStates", state)}</Badge>
}

export function NotificationStateBadge({ state, as: Badge = StatusBadge }: { state: "received" | "applied" | "failed" | "closed"; as?: Look }) {
  return <Badge color={NOTIFICATION[state]}>{useWords().word("notificationStates", state)}</Badge>
}

export function LevelBadge({ level }: { level: "ok" | "info" | "warning" | "error" }) {
  return <StatusBadge color={LEVEL[level]}>{useWords().word("settings.levels", level)}</StatusBadge>
}

/** Aplazame's own status; a cancelled order keeps its `ok`. */
export function RemoteStatusCell({ status, cancelled = false }: { status: string; cancelled?: boolean }) {
  const { word } = useWords()
  if (cancelled) return <StatusCell color="grey">{word("states", "cancelled")}</StatusCell>
  return <StatusCell color={REMOTE[status] ?? "grey"}>{word("status", status)}</StatusCell>
}
