import { Label, RadioGroup, type DataTableFilter } from "@medusajs/ui"
import { useId } from "react"

type Option = { value: string; label: string }

/** A filter with one of a few values. Not the kit's own kind, which writes "is" beside it in every language. */
export function choiceFilter(id: string, label: string, options: Option[]): DataTableFilter {
  // The kit shows a value by its option's label, also of a filter that it does not draw itself.
  const filter = { id, label, type: "custom" as const, options, render: (given: { value: unknown; onChange: (value: string) => void }) => <Choices label={label} options={options} {...given} /> }
  return filter
}

function Choices({ label, options, value, onChange }: { label: string; options: Option[]; value: unknown; onChange: (value: string) => void }) {
  const id = useId()
  return (
    <RadioGroup aria-label={label} className="gap-y-2 p-3" value={typeof value === "string" ? value : ""} onValueChange={onChange}>
      {options.map((option) => (
        <div key={option.value} className="flex items-center gap-x-2">
          <RadioGroup.Item id={id + option.value} value={option.value} />
          <Label htmlFor={id + option.value} size="small">
            {option.label}
          </Label>
        </div>
      ))}
    </RadioGroup>
  )
}
