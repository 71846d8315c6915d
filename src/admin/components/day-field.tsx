import { DatePicker, Label } from "@medusajs/ui"
import { dateOf, dayOf } from "../lib/day"

/** A day until today, with its name above it. */
export function DayField({ id, label, value, onChange }: { id: string; label: string; value: string; onChange: (value: string) => void }) {
  return (
    <div className="flex flex-col gap-y-1">
      <Label id={id} size="xsmall" weight="plus">
        {label}
      </Label>
      <DatePicker size="small" aria-labelledby={id} value={dateOf(value)} maxValue={new Date()} onChange={(date) => date && onChange(dayOf(date))} />
    </div>
  )
}
