import { StatusBadge } from "@medusajs/ui"
import type { ComponentProps } from "react"
import type { OperationState, OrderState } from "../lib/api-types"
import { useWords } from "../lib/words"

type Color = ComponentProps<typeof StatusBadge>["color"]

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

export function OperationStateBadge({ state }: { state: OperationState }) {
  return <StatusBadge color={OPERATION[state]}>{useWords().word("operationStates", state)}</StatusBadge>
}

export function NotificationStateBadge({ state }: { state: "received" | "applied" | "failed" | "closed" }) {
  return <StatusBadge color={NOTIFICATION[state]}>{useWords().word("notificationStates", state)}</StatusBadge>
}

export function LevelBadge({ level }: { level: "ok" | "info" | "warning" | "error" }) {
  return <StatusBadge color={LEVEL[level]}>{useWords().word("settings.levels", level)}</StatusBadge>
}

/** Aplazame's own status; a cancelled order keeps its `ok`. */
export function RemoteStatusBadge({ status, cancelled = false }: { status: string; cancelled?: boolean }) {
  const { word } = useWords()
  if (cancelled) return <StatusBadge color="grey">{word("states", "cancelled")}</StatusBadge>
  return <StatusBadge color={REMOTE[status] ?? "grey"}>{word("status", status)}</StatusBadge>
}
